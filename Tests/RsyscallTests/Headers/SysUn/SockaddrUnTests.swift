import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct SockaddrUnTests {
    let process = ProcessKind.current

    @Test func `bind and connect take the path of a file`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending("socket")
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(.unix(path: path))
            try await listener.listen()
            #expect(try await process.stat(path).fileType == .sock)
            #expect(try await listener.getsockname().unix?.path == path)
            let client = try await process.socket(.unix, .stream)
            try await client.bind(.unix(path: directory.appending("client")))
            try await client.connect(.unix(path: path))
            let accepted = try await listener.acceptWithAddress()
            #expect(accepted.address.unix?.path == directory.appending("client"))
            #expect(try await client.getpeername().unix?.path == path)
            let other = try await process.socket(.unix, .stream)
            await expectErrno(EADDRINUSE) { try await other.bind(.unix(path: path)) }
            await expectErrno(ENOENT) { try await other.bind(.unix(path: directory.appending("no/socket"))) }
            await expectErrno(ENOTDIR) { try await other.bind(.unix(path: path.appending("socket"))) }
        }
    }

    @Test(arguments: [106, 107, 108])
    func `a path that fills sun_path comes back from getsockname and can be used again`(
        _ length: Int
    ) async throws {
        try await withTemporaryDirectory { directory in
            let name = String(repeating: "n", count: length - directory.length - 1)
            let path = directory.appending(name)
            #expect(path.length == length)
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(.unix(path: path))
            try await listener.listen()
            #expect(try await process.stat(path).fileType == .sock)
            let reported = try await listener.getsockname()
            #expect(reported.bytes.count == min(length + 3, 110))
            #expect(reported.unix?.path == path)
            for _ in 0..<2 {
                let client = try await process.socket(.unix, .stream)
                let address = try #require(reported.unix)
                try await client.connect(address)
                _ = try await listener.accept().number
            }
            let client = try await process.socket(.unix, .stream)
            try await client.connect(reported)
            #expect(try await client.getpeername().unix == SockaddrUn(path: path))
            var buffer = try await process.allocate(SockaddrStorage.self, size: 128)
            let pointer = try await listener.getsockname(into: &buffer)
            #expect(try await pointer.read() == reported)
            let third = try await process.socket(.unix, .stream)
            try await third.connect(pointer)
        }
    }

    @Test func `an abstract name may have any bytes`() async throws {
        let unique = try await process.getrandom(8)
        for name in [unique, unique + [0, 255, 0], unique + [UInt8](repeating: 0, count: 99)] {
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(SockaddrUn(.abstract(name)))
            try await listener.listen()
            #expect(try await listener.getsockname().unix?.name == .abstract(name))
            #expect(try await listener.getsockname().unix?.path == nil)
            let client = try await process.socket(.unix, .stream)
            try await client.connect(SockaddrUn(.abstract(name)))
            let shorter = try await process.socket(.unix, .stream)
            await expectErrno(ECONNREFUSED) {
                try await shorter.connect(SockaddrUn(.abstract(name.dropLast())))
            }
        }
        let text = unique.map { String($0, radix: 16) }.joined()
        let socket = try await process.socket(.unix, .dgram)
        try await socket.bind(.unix(abstract: text))
        #expect(try await socket.getsockname().unix == SockaddrUn(abstract: text))
    }

    @Test func `bind without a name chooses an abstract one`() async throws {
        let socket = try await process.socket(.unix, .stream)
        #expect(try await socket.getsockname().unix == SockaddrUn(.unnamed))
        try await socket.bind(.unix)
        guard case .abstract(let name) = try await socket.getsockname().unix?.name else {
            Issue.record("no abstract name")
            return
        }
        #expect(name.count == 5)
    }

    @Test func `a name that is too long or has a null byte is refused before the call`() async throws {
        let socket = try await process.socket(.unix, .stream)
        await #expect(throws: MemoryEncodingError.tooManyElements(109, limit: 108)) {
            try await socket.bind(.unix(path: FilePath("/" + String(repeating: "a", count: 108))))
        }
        await #expect(throws: MemoryEncodingError.tooManyElements(108, limit: 107)) {
            try await socket.bind(SockaddrUn(.abstract([UInt8](repeating: 1, count: 108))))
        }
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 1)) {
            try await socket.bind(SockaddrUn(.path([97, 0, 98])))
        }
        #expect(throws: MemoryEncodingError.self) { try SockaddrStorage(SockaddrUn(.path([0]))) }
    }

    @Test func `an address describes itself as strace prints it`() throws {
        #expect(SockaddrUn(path: "/tmp/x").description == #"{sa_family=AF_UNIX, sun_path="/tmp/x"}"#)
        #expect(SockaddrUn(abstract: "x").description == #"{sa_family=AF_UNIX, sun_path=@"x"}"#)
        #expect(try SockaddrStorage(SockaddrUn()).description == "{sa_family=AF_UNIX}")
    }
}
