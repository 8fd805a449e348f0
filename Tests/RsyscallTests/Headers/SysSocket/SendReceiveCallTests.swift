import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct SendReceiveCallTests {
    let process = ProcessKind.current

    @Test func `send and recv move bytes and take pointers`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        #expect(try await pair.first.send([1, 2, 3]) == 3)
        #expect(try await pair.second.recv(upTo: 2) == [1, 2])
        #expect(try await pair.second.recv(upTo: 2, .dontwait) == [3])
        let written = try await process.pointer(to: Bytes("a pointer".utf8))
        #expect(try await pair.first.send(written, .more) == 9)
        var buffer = try await process.allocate(Bytes.self, count: 100)
        #expect(try await pair.second.recv(upTo: 1, .peek) == Array("a".utf8))
        let received = try await pair.second.recv(into: &buffer)
        #expect(try await received.read() == written.value)
        #expect(buffer.size == 91)
        try await pair.first.shutdown(.wr)
        #expect(try await pair.second.recv(upTo: 10) == [])
        #expect(try await pair.second.recv(into: &buffer).size == 0)
    }

    @Test func `send of many bytes sends all of them`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        for count in [4096, 4097, 50_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            #expect(try await pair.first.send(Bytes(bytes)) == count)
            var received: [UInt8] = []
            while received.count < count { received += try await pair.second.recv(upTo: count) }
            #expect(received == bytes)
        }
    }

    @Test func `sendto and recvfrom know the addresses of datagrams`() async throws {
        try await process.bringUpLoopback()
        let first = try await process.socket(.inet, .dgram)
        let second = try await process.socket(.inet, .dgram)
        try await first.bind(.inet(port: 0, addr: .loopback))
        try await second.bind(.inet(port: 0, addr: .loopback))
        let (from, to) = (try await first.getsockname(), try await second.getsockname())
        #expect(try await first.sendto(Bytes("hello".utf8), to) == 5)
        let datagram = try await second.recvfrom(upTo: 100)
        #expect(datagram.bytes == Array("hello".utf8))
        #expect(datagram.address == from)
        #expect(datagram.length == 5)
        let inet = try #require(to.inet)
        #expect(try await first.sendto([9], .inet(port: inet.port, addr: .loopback)) == 1)
        var buffer = try await process.allocate(Bytes.self, count: 10)
        let filled = try await second.recvfrom(into: &buffer)
        #expect(filled.address == from)
        #expect(try await filled.bytes.read() == [9])
        #expect(buffer.size == 9)
        // The answer goes to the address that the kernel wrote.
        #expect(try await second.sendto([8], datagram.address) == 1)
        #expect(try await first.recv(upTo: 1) == [8])
    }

    @Test func `recv of a datagram that is too long returns no more than there is room for`() async throws {
        let pair = try await process.socketpair(.unix, .dgram)
        let bytes = (0..<100).map { UInt8($0) }
        for _ in 0..<4 { #expect(try await pair.first.send(Bytes(bytes)) == 100) }
        #expect(try await pair.second.recv(upTo: 10, .trunc) == Array(bytes.prefix(10)))
        let whole = try await pair.second.recvfrom(upTo: 10, .trunc)
        #expect(whole.bytes == Array(bytes.prefix(10)))
        #expect(whole.length == 100)
        var buffer = try await process.allocate(Bytes.self, count: 10)
        let filled = try await pair.second.recvfrom(into: &buffer, .trunc)
        #expect(filled.bytes.size == 10)
        #expect(filled.length == 100)
        var other = try await process.allocate(Bytes.self, count: 10)
        #expect(try await pair.second.recv(into: &other, .trunc).size == 10)
        let none = try await pair.first.send([])
        #expect(none == 0)
        #expect(try await pair.second.recvfrom(upTo: 0).bytes == [])
        await #expect(throws: AllocationError.negativeSize(-1)) { _ = try await pair.second.recv(upTo: -1) }
        await #expect(throws: AllocationError.negativeSize(-1)) {
            _ = try await pair.second.recvfrom(upTo: -1)
        }
        await #expect(throws: AllocationError.self) { _ = try await pair.second.recvfrom(upTo: .max) }
    }

    @Test func `send to a closed socket fails with EPIPE and sends no SIGPIPE`() async throws {
        for type in [SOCK.stream, .seqpacket] {
            let pair = try await process.socketpair(.unix, type)
            let first = pair.first
            try await pair.second.close()
            await expectErrno(EPIPE) { _ = try await first.send([1]) }
            await expectErrno(EPIPE) { _ = try await first.send(Bytes([UInt8](repeating: 1, count: 5000))) }
            #expect(try await first.recv(upTo: 1) == [])
        }
        let pair = try await process.socketpair(.unix, .dgram)
        let first = pair.first
        try await pair.second.close()
        await expectErrno(ECONNREFUSED) { _ = try await first.send([1]) }
    }

    @Test func `send and recv report EAGAIN and leave the buffer`() async throws {
        let pair = try await process.socketpair(.unix, [.stream, .nonblock])
        var buffer = try await process.allocate(Bytes.self, count: 10)
        await expectErrno(EAGAIN) { _ = try await pair.first.recv(upTo: 1) }
        await expectErrno(EAGAIN) { try await pair.first.recv(into: &buffer).free() }
        await expectErrno(EAGAIN) { _ = try await pair.first.recvfrom(into: &buffer).length }
        #expect(buffer.size == 10)
        await expectErrno(EAGAIN) {
            while true { _ = try await pair.first.send(Bytes([UInt8](repeating: 0, count: 4096)), .dontwait) }
        }
        let waiting = try await process.socketpair(.unix, .stream)
        await expectErrno(EAGAIN) { _ = try await waiting.first.recv(upTo: 1, .dontwait) }
        await expectErrno(EAGAIN) { _ = try await waiting.first.recvfrom(upTo: 1, .dontwait) }
    }

    @Test func `recv with waitall waits for all bytes`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        for _ in 0..<3 { _ = try await pair.first.send([1, 2]) }
        #expect(try await pair.second.recv(upTo: 6, .waitall).count == 6)
        guard process === LinuxProcess.local else { return }
        async let all = pair.second.recv(upTo: 4, .waitall)
        _ = try await pair.first.send([1, 2])
        for _ in 0..<10 { await Task.yield() }
        _ = try await pair.first.send([3, 4])
        #expect(try await all == [1, 2, 3, 4])
    }

    @Test func `send and recv refuse sockets without a peer and what is no socket`() async throws {
        let tcp = try await process.socket(.inet, .stream)
        await expectErrno(EPIPE) { _ = try await tcp.send([1]) }
        await expectErrno(ENOTCONN) { _ = try await tcp.recv(upTo: 1) }
        let udp = try await process.socket(.inet, .dgram)
        await expectErrno(EDESTADDRREQ) { _ = try await udp.send([1]) }
        let local = try await process.socket(.unix, .stream)
        await expectErrno(ENOTCONN) { _ = try await local.send([1]) }
        await expectErrno(EINVAL) { _ = try await local.recv(upTo: 1) }
        try await process.bringUpLoopback()
        let long = Bytes([UInt8](repeating: 0, count: 70_000))
        await expectErrno(EMSGSIZE) { _ = try await udp.sendto(long, .inet(port: 9, addr: .loopback)) }
        let pair = try await process.socketpair(.unix, .stream)
        await expectErrno(EISCONN) { _ = try await pair.first.sendto([1], .unix(abstract: "x")) }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { _ = try await file.send([1]) }
        await expectErrno(ENOTSOCK) { _ = try await file.recv(upTo: 1) }
        await expectErrno(ENOTSOCK) { _ = try await file.recvfrom(upTo: 1) }
        await expectErrno(ENOTSOCK) { _ = try await file.sendto([1], .inet(port: 1)) }
    }

    /// Returns a socket whose peer has reset the connection.
    private func resetSocket() async throws -> OwnedFileDescriptor {
        let listener = try await process.listeningOnLoopback()
        let client = try await process.socket(.inet, .stream)
        try await client.connect(listener.name)
        let server = try await listener.socket.accept()
        try await server.setsockopt(.linger, Linger(onoff: true, linger: 0))
        try await server.close()
        return client
    }

    @Test func `recv reports ECONNRESET if the peer resets the connection`() async throws {
        let client = try await resetSocket()
        await expectErrno(ECONNRESET) { _ = try await client.recv(upTo: 1) }
    }

    @Test func `send reports ECONNRESET if the peer has reset the connection`() async throws {
        let client = try await resetSocket()
        _ = try await process.poll([Pollfd(client, .in)])
        await expectErrno(ECONNRESET) { _ = try await client.send([1]) }
        await expectErrno(EPIPE) { _ = try await client.send([1]) }
    }

    @Test func `send and recv report ECONNREFUSED of an earlier datagram`() async throws {
        try await process.bringUpLoopback()
        let socket = try await process.socket(.inet, [.dgram, .nonblock])
        // Nobody has the port, and no other test is given it.
        try await socket.connect(.inet(port: 9, addr: .loopback))
        await expectErrno(ECONNREFUSED) { while true { _ = try await socket.send([1]) } }
        await expectErrno(ECONNREFUSED) {
            while true {
                // If this one is refused at once, the error is that of `recv`.
                _ = try? await socket.send([1])
                do {
                    _ = try await socket.recv(upTo: 1)
                } catch let error as SyscallError where error.errno == .wouldBlock {}
            }
        }
    }

    @Test func `MSG_ZEROCOPY is refused, since the kernel would read memory that was given back`()
        async throws
    {
        let pair = try await process.socketpair(.unix, .stream)
        let bytes = try await process.pointer(to: Bytes([1]))
        await #expect(throws: Unsupported.self) { try await pair.first.send([1], .zerocopy) }
        await #expect(throws: Unsupported.self) { try await pair.first.send(bytes, [.zerocopy, .more]) }
        await #expect(throws: Unsupported.self) {
            try await pair.first.sendmsg(Bytes([1]), ControlMessages(), .zerocopy)
        }
        #expect(throws: Unsupported.self) {
            var program = process.program()
            _ = try program.send(pair.first, Bytes([1]), .zerocopy)
        }
        #expect(try await pair.first.send([2]) == 1)
        #expect(try await pair.second.recv(upTo: 2) == [2])
    }

    @Test func `bytes that MSG_TRUNC discards are not what was in memory before`() async throws {
        let process = process
        let listener = try await process.listeningOnLoopback()
        let client = try await process.socket(.inet, .stream)
        try await client.connect(listener.name)
        let server = try await listener.socket.accept()
        let zeros = [UInt8](repeating: 0, count: 4000)
        /// Leaves bytes behind in the memory that is used next, and sends as many.
        func send() async throws {
            for _ in 0..<8 { _ = try await process.pointer(to: Bytes(Array(repeating: 1, count: 4000))) }
            try await client.write(Array(repeating: 2, count: 4000))
            _ = try await server.recv(upTo: 4000, [.peek, .waitall])
        }
        try await send()
        #expect(try await server.recvfrom(upTo: 4000, .trunc).bytes == zeros)
        try await send()
        #expect(try await server.recvmsg(upTo: 4000, .trunc).bytes == zeros)
        try await send()
        var several = try await server.recvmmsg(1, upTo: 4000, [.trunc, .waitforone])
        #expect(try required(try several.removeFirst()).bytes == zeros)
        try await send()
        var program = process.program()
        let recorded = try program.recvfrom(server, upTo: 4000, .trunc)
        var results = try await program.run()
        #expect(try results.take(recorded).bytes == zeros)
        try await send()
        var buffer = try await process.allocate(Bytes.self, count: 4000)
        #expect(try await server.recvfrom(into: &buffer, .trunc).bytes.read().array == zeros)
    }
}
