import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct UnixPathAddressTests {
    let process = ProcessKind.current

    @Test func `bind and connect and sendto reach a path longer than sun_path`() async throws {
        try await withTemporaryDirectory { directory in
            let deep = directory.appending(String(repeating: "d", count: 200))
            try await process.mkdir(deep)
            let path = deep.appending("socket")
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(try await process.unixAddress(path: path))
            #expect(try await process.stat(path).fileType == .sock)
            try await listener.listen()
            let client = try await process.socket(.unix, .stream)
            try await client.connect(try await process.unixAddress(path: path))
            let accepted = try await listener.accept()
            #expect(try await client.send([1]) == 1)
            #expect(try await accepted.recv(upTo: 2) == [1])
            let receiver = try await process.socket(.unix, .dgram)
            let other = try await process.unixAddress(path: deep.appending("datagrams"))
            try await receiver.bind(other)
            let sender = try await process.socket(.unix, .dgram)
            #expect(try await sender.sendto([2], other) == 1)
            #expect(try await sender.sendmsg(Bytes([3]), to: other, ControlMessages()) == 1)
            #expect(try await receiver.recv(upTo: 2) == [2])
            #expect(try await receiver.recv(upTo: 2) == [3])
            guard process === LinuxProcess.local else { return }
            // A number means something else in another table.
            let child = try await process.clone()
            let socket = try await child.socket(.unix, .dgram)
            await #expect(throws: Mismatch.self) { try await socket.connect(other) }
            await #expect(throws: Mismatch.self) { _ = try await socket.sendto([1], other) }
            await #expect(throws: Mismatch.self) {
                _ = try await socket.sendmsg(Bytes([1]), to: other, ControlMessages())
            }
            _ = try await child.killAndWait()
        }
    }

    @Test func `a name longer than sun_path can be connected to and not bound`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending(String(repeating: "n", count: 150))
            await expectErrno(ENOENT) { _ = try await process.unixAddress(path: path).address }
            let short = directory.appending("short")
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(try await process.unixAddress(path: short))
            try await listener.listen()
            try await process.rename(short, to: path)
            let client = try await process.socket(.unix, .stream)
            try await client.connect(try await process.unixAddress(path: path))
            _ = try await listener.accept().number
        }
    }

    @Test func `unixAddress of a short path opens nothing`() async throws {
        let address = try await process.unixAddress(path: "/nowhere/socket")
        #expect(address.address == SockaddrUn(path: "/nowhere/socket"))
        let long = FilePath("/" + String(repeating: "x", count: 100) + "/" + "socket")
        await expectErrno(ENOENT) { _ = try await process.unixAddress(path: long).address }
    }
}
