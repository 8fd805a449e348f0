import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct SocketNameCallTests {
    let process = ProcessKind.current

    @Test func `getsockname and getpeername fill a buffer and keep the rest`() async throws {
        let listener = try await process.listeningOnLoopback()
        let name = listener.name
        let client = try await process.socket(.inet, .stream)
        try await client.connect(name)
        var buffer = try await process.allocate(SockaddrStorage.self, size: 128)
        let peer = try await client.getpeername(into: &buffer)
        #expect(peer.size == SockaddrIn.byteCount)
        #expect(try await peer.read().inet == name)
        let own = try await listener.socket.getsockname(into: &buffer)
        #expect(buffer.size == 128 - 2 * SockaddrIn.byteCount)
        #expect(try await own.read().inet == name)
        // Another call takes the pointer as the address.
        let second = try await process.socket(.inet, .stream)
        try await second.connect(own)
        var short = try await process.allocate(SockaddrStorage.self, size: 4)
        let part = try await client.getpeername(into: &short)
        #expect(part.size == 4)
        #expect(short.size == 0)
        #expect(try await part.read().family == .inet)
        #expect(try await part.read().inet == nil)
    }

    @Test func `getpeername reports ENOTCONN and both report ENOTSOCK`() async throws {
        let socket = try await process.socket(.inet, .stream)
        #expect(try await socket.getsockname().inet == SockaddrIn(port: 0))
        await expectErrno(ENOTCONN) { _ = try await socket.getpeername() }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { _ = try await file.getsockname() }
        await expectErrno(ENOTSOCK) { _ = try await file.getpeername() }
        var buffer = try await process.allocate(SockaddrStorage.self, size: 128)
        await expectErrno(ENOTSOCK) { try await file.getsockname(into: &buffer).free() }
        await expectErrno(ENOTCONN) { try await socket.getpeername(into: &buffer).free() }
        #expect(buffer.size == 128)
    }

    @Test func `bind and connect take a pointer to an address`() async throws {
        try await process.bringUpLoopback()
        let listener = try await process.socket(.inet, .stream)
        let wanted = try await process.pointer(to: SockaddrIn(port: 0, addr: .loopback))
        try await listener.bind(wanted)
        try await listener.listen()
        let name = try await process.pointer(to: try await listener.getsockname())
        let client = try await process.socket(.inet, .stream)
        try await client.connect(name)
        #expect(try await client.getpeername() == name.value)
    }
}
