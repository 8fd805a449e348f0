import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct SocketCallTests {
    let process = ProcessKind.current

    @Test func `bind and listen and connect and accept make a connection over 127.0.0.1`() async throws {
        try await process.bringUpLoopback()
        let listener = try await process.socket(.inet, .stream, .tcp)
        try await listener.setsockopt(.reuseaddr, true)
        try await listener.bind(.inet(port: 0, addr: .loopback))
        try await listener.listen()
        let name = try #require(try await listener.getsockname().inet)
        #expect(name.port != 0)
        #expect(name.addr == .loopback)
        let client = try await process.socket(.inet, .stream)
        try await client.connect(name)
        let accepted = try await listener.acceptWithAddress()
        #expect(try await accepted.connection.getsockname().inet == name)
        #expect(accepted.address == (try await client.getsockname()))
        #expect(try await client.getpeername().inet == name)
        try await client.write("there")
        #expect(try await accepted.connection.read(upTo: 10) == Array("there".utf8))
        try await accepted.connection.write("and back")
        #expect(try await client.read(upTo: 10) == Array("and back".utf8))
        try await client.shutdown(.wr)
        #expect(try await accepted.connection.read(upTo: 10) == [])
        await expectErrno(EPIPE) { try await client.write("more") }
    }

    @Test func `bind and connect over IPv6 take a SockaddrIn6`() async throws {
        try await process.bringUpLoopback()
        let listener = try await process.socket(.inet6, .stream)
        do {
            try await listener.bind(.inet6(port: 0, addr: .loopback))
        } catch let error as SyscallError where error.errno == .addressNotAvailable {
            // Of a host without IPv6.
            return
        }
        try await listener.listen(1)
        let name = try #require(try await listener.getsockname().inet6)
        #expect(name.addr == .loopback)
        let client = try await process.socket(.inet6, .stream)
        try await client.connect(name)
        let connection = try await listener.accept()
        #expect(try await connection.getsockname().inet6 == name)
        #expect(try await client.getpeername().inet6 == name)
    }

    @Test func `socketpair makes two sockets that are connected`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        try await pair.first.write("to the second")
        #expect(try await pair.second.read(upTo: 100) == Array("to the second".utf8))
        try await pair.second.write("to the first")
        #expect(try await pair.first.read(upTo: 100) == Array("to the first".utf8))
        try await pair.second.close()
        #expect(try await pair.first.read(upTo: 100) == [])
    }

    @Test func `socketpair gives a LinearPointer that is read once`() async throws {
        var buffer = try await process.allocate(SocketPair.self)
        let pair = try await process.socketpair(into: &buffer, .unix, [.seqpacket, .nonblock]).read().value
        try await pair.first.write("through")
        #expect(try await pair.second.read(upTo: 100) == Array("through".utf8))
        await expectErrno(EAGAIN) { _ = try await pair.second.read(upTo: 100) }
        var small = try await process.allocate(SocketPair.self, size: 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 8, size: 4)) {
            _ = try await process.socketpair(into: &small, .unix, .stream).discardUnread().size
        }
        #expect(small.size == 4)
    }

    @Test func `accept waits until connect`() async throws {
        guard process === LinuxProcess.local else { return }
        let listener = try await process.listeningOnLoopback()
        async let received = received(on: listener.socket)
        let client = try await process.socket(.inet, .stream)
        try await client.connect(listener.name)
        try await client.write("x")
        #expect(try await received == Array("x".utf8))
    }

    private func received(on listener: borrowing OwnedFileDescriptor) async throws -> [UInt8] {
        try await listener.accept().read(upTo: 1)
    }

    @Test func `socket refuses unknown families and protocols and flags`() async throws {
        await expectErrno(EAFNOSUPPORT) { _ = try await process.socket(AF(rawValue: 99), .stream).number }
        await expectErrno(EPROTONOSUPPORT) { _ = try await process.socket(.inet, .stream, .udp).number }
        await expectErrno(ESOCKTNOSUPPORT) { _ = try await process.socket(.inet, .rdm).number }
        await expectErrno(EINVAL) {
            _ = try await process.socket(.inet, [.stream, SOCK(rawValue: 1 << 20)]).number
        }
        await expectErrno(EOPNOTSUPP) { _ = try await process.socketpair(.inet, .stream).first.number }
        await expectErrno(EAFNOSUPPORT) {
            _ = try await process.socketpair(AF(rawValue: 99), .stream).first.number
        }
        // Other tests have descriptors of our own process.
        guard process !== LinuxProcess.local else { return }
        let limit = try await process.getrlimit(.nofile)
        try await process.setrlimit(.nofile, Rlimit(cur: 3, max: limit.max))
        let refused = await Result { _ = try await process.socket(.unix, .stream).number }
        try await process.setrlimit(.nofile, limit)
        await expectErrno(EMFILE) { try refused.get() }
    }

    @Test func `bind refuses an address in use and one of another host and a second one`() async throws {
        try await process.bringUpLoopback()
        let socket = try await process.socket(.inet, .stream)
        try await socket.bind(.inet(port: 0, addr: .loopback))
        let name = try #require(try await socket.getsockname().inet)
        await expectErrno(EINVAL) { try await socket.bind(.inet(port: 0, addr: .loopback)) }
        let other = try await process.socket(.inet, .stream)
        await expectErrno(EADDRINUSE) { try await other.bind(name) }
        await expectErrno(EADDRNOTAVAIL) { try await other.bind(.inet(port: 0, addr: InAddr(192, 0, 2, 1))) }
        await expectErrno(EAFNOSUPPORT) { try await other.bind(.inet6(port: 0)) }
        await expectErrno(EINVAL) { try await other.bind(.unix(abstract: "")) }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { try await file.bind(name) }
        await expectErrno(ENOTSOCK) { try await file.listen() }
        await expectErrno(ENOTSOCK) { _ = try await file.accept().number }
        await expectErrno(ENOTSOCK) { try await file.connect(name) }
        await expectErrno(ENOTSOCK) { try await file.shutdown(.rd) }
    }

    @Test func `listen refuses datagrams and connections`() async throws {
        let datagrams = try await process.socket(.unix, .dgram)
        await expectErrno(EOPNOTSUPP) { try await datagrams.listen() }
        let unbound = try await process.socket(.unix, .stream)
        await expectErrno(EINVAL) { try await unbound.listen() }
        try await process.bringUpLoopback()
        let first = try await process.socket(.inet, .stream)
        let second = try await process.socket(.inet, .stream)
        try await first.setsockopt(.reuseaddr, true)
        try await second.setsockopt(.reuseaddr, true)
        try await first.bind(.inet(port: 0, addr: .loopback))
        try await second.bind(try await first.getsockname())
        try await first.listen()
        await expectErrno(EADDRINUSE) { try await second.listen() }
    }

    @Test func `accept refuses sockets without connections and reports EAGAIN`() async throws {
        let listener = try await process.socket(.unix, [.stream, .nonblock])
        await expectErrno(EINVAL) { _ = try await listener.accept().number }
        try await listener.bind(.unix)
        try await listener.listen()
        await expectErrno(EAGAIN) { _ = try await listener.accept().number }
        await expectErrno(EAGAIN) { _ = try await listener.acceptWithAddress().connection.number }
        let datagrams = try await process.socket(.unix, .dgram)
        await expectErrno(EOPNOTSUPP) { _ = try await datagrams.accept().number }
        let client = try await process.socket(.unix, .stream)
        try await client.connect(try await listener.getsockname())
        let accepted = try await listener.acceptWithAddress(.nonblock)
        #expect(accepted.address.unix == SockaddrUn(.unnamed))
        await expectErrno(EAGAIN) { _ = try await accepted.connection.read(upTo: 1) }
    }

    @Test func `connect is refused where nothing listens`() async throws {
        try await process.bringUpLoopback()
        let bound = try await process.socket(.inet, .stream)
        try await bound.bind(.inet(port: 0, addr: .loopback))
        let name = try #require(try await bound.getsockname().inet)
        let client = try await process.socket(.inet, .stream)
        await expectErrno(ECONNREFUSED) { try await client.connect(name) }
        await expectErrno(EAFNOSUPPORT) { try await client.connect(.inet6(port: 1)) }
        await expectErrno(EINVAL) { try await client.connect(.unix(path: "/tmp")) }
        let local = try await process.socket(.unix, .stream)
        await expectErrno(ENOENT) { try await local.connect(.unix(path: "/tmp/rsyscall-is-not-there")) }
        await expectErrno(ECONNREFUSED) { try await local.connect(.unix(abstract: "rsyscall is not there")) }
        await expectErrno(EINVAL) { try await local.connect(name) }
        try await withTemporaryDirectory { directory in
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(.unix(path: directory.appending("socket")))
            try await listener.listen()
            let path = try await listener.getsockname()
            let other = try await process.socket(.unix, .dgram)
            await expectErrno(EPROTOTYPE) { try await other.connect(path) }
            try await local.connect(path)
            await expectErrno(EISCONN) { try await local.connect(path) }
        }
    }

    @Test func `connect of a socket that does not wait reports EAGAIN or EINPROGRESS`() async throws {
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        try await listener.listen(0)
        let name = try await listener.getsockname()
        let first = try await process.socket(.unix, .stream)
        try await first.connect(name)
        let second = try await process.socket(.unix, [.stream, .nonblock])
        await expectErrno(EAGAIN) { try await second.connect(name) }
        _ = try await listener.accept().number
        try await second.connect(name)
        let tcp = try await process.socket(.inet, [.stream, .nonblock])
        let inet = try await process.listeningOnLoopback()
        let address = inet.name
        await expectErrno(EINPROGRESS) { try await tcp.connect(address) }
        _ = try await inet.socket.accept().number
        #expect(try await tcp.getsockopt(.error) == nil)
        await expectErrno(EISCONN) {
            // The first one finds out that it is connected.
            try await tcp.connect(address)
            try await tcp.connect(address)
        }
    }

    @Test func `shutdown refuses a socket without a peer and an unknown direction`() async throws {
        let socket = try await process.socket(.inet, .stream)
        await expectErrno(ENOTCONN) { try await socket.shutdown(.rd) }
        let pair = try await process.socketpair(.unix, .stream)
        await expectErrno(EINVAL) { try await pair.first.shutdown(SHUT(rawValue: 9)) }
        try await pair.first.shutdown(.rd)
        await expectErrno(EPIPE) { try await pair.second.write("x") }
    }

    @Test func `shutdown of the reading half leaves what has come, and then the end`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        try await pair.second.write("hello")
        try await pair.first.shutdown(.rd)
        #expect(try await pair.first.read(upTo: 4096) == Array("hello".utf8))
        #expect(try await pair.first.read(upTo: 4096) == [])
    }

    @Test func `a descriptor of another table is refused by accept and connect`() async throws {
        guard process !== LinuxProcess.local else { return }
        let socket = try await LinuxProcess.local.socket(.unix, .stream)
        let child = try await process.socket(.unix, .stream)
        await #expect(throws: Mismatch.self) {
            _ = try await process.unsafeSyscall(.listen, socket, 1)
        }
        try await child.bind(.unix)
        try await child.listen()
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
