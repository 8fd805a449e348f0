import Glibc
import Testing

@testable import Rsyscall

@Suite(.everyKindOfProcess) struct AsyncSocketTests {
    let process = ProcessKind.current

    @Test func `accept and connect wait without a thread, and echo`() async throws {
        let listening = try await process.listeningOnLoopback()
        let name = listening.name
        let listener = try await AsyncFileDescriptor(listening.socket)
        let server = Task {
            for try await connection in listener.connections {
                Task {
                    for try await part in connection.chunks() { try await connection.write(part) }
                }
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in UInt8(0)..<20 {
                group.addTask { [process] in
                    let client = try await AsyncFileDescriptor(process.socket(.inet, .stream))
                    try await client.connect(name)
                    try await client.write([number])
                    #expect(try await client.read(upTo: 1) == [number])
                }
            }
            try await group.waitForAll()
        }
        server.cancel()
        await #expect(throws: CancellationError.self) { try await server.value }
    }

    @Test func `accept of a socket at a path returns the address of the client too, and bytes go through`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let (path, client) = (directory.appending("socket"), directory.appending("client"))
            let socket = try await process.socket(.unix, .stream)
            try await socket.bind(.unix(path: path))
            try await socket.listen()
            let listener = try await AsyncFileDescriptor(socket)
            let accepting = Task {
                let accepted = try await listener.whenReadable { try await $0.acceptWithAddress(.nonblock) }
                let address = accepted.address
                let connection = try await AsyncFileDescriptor(accepted.connection)
                try await connection.write("hello".utf8)
                return address
            }
            let named = try await process.socket(.unix, .stream)
            try await named.bind(.unix(path: client))
            let connected = try await AsyncFileDescriptor(named)
            try await connected.connect(.unix(path: path))
            #expect(try await accepting.value.unix?.path == client)
            #expect(try await connected.readToEnd() == Array("hello".utf8))
        }
    }

    @Test func `connect to a port on which nothing listens throws ECONNREFUSED`() async throws {
        try await process.bringUpLoopback()
        // It keeps the port from others.
        let bound = try await process.socket(.inet, .stream)
        try await bound.bind(.inet(port: 0, addr: .loopback))
        let name = try await bound.getsockname().decode(as: SockaddrIn.self)
        let client = try await AsyncFileDescriptor(process.socket(.inet, .stream))
        await expectErrno(ECONNREFUSED) { try await client.connect(name) }
    }

    @Test func `connect to a Unix socket whose queue is full throws EAGAIN`() async throws {
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        try await listener.listen(0)
        let name = try await listener.getsockname()
        let first = try await AsyncFileDescriptor(process.socket(.unix, .stream))
        try await first.connect(name)
        let second = try await AsyncFileDescriptor(process.socket(.unix, .stream))
        await expectErrno(EAGAIN) { try await second.connect(name) }
    }

    @Test func `accept of a socket that doesn't listen throws EINVAL`() async throws {
        let socket = try await AsyncFileDescriptor(process.socket(.unix, .stream))
        await expectErrno(EINVAL) { _ = try await socket.accept() }
    }

    @Test func `send and recv keep datagrams whole`() async throws {
        let pair = try await process.socketpair(.unix, .dgram)
        let (first, second) = (
            try await AsyncFileDescriptor(pair.first), try await AsyncFileDescriptor(pair.second)
        )
        let receiving = Task {
            var lengths: [Int] = []
            for _ in 0..<500 { lengths.append(try await second.recv(upTo: 1000).count) }
            return lengths
        }
        for length in 1...500 {
            #expect(try await first.send(Bytes([UInt8](repeating: 1, count: length))) == length)
        }
        #expect(try await receiving.value == Array(1...500))
    }

    @Test func `waitForHangup ends when the peer of a socket closes, and what it sent is read after`()
        async throws
    {
        let pair = try await process.socketpair(.unix, .stream)
        let first = pair.first
        let second = try await AsyncFileDescriptor(pair.second)
        let waiting = Task { try await second.waitForHangup() }
        #expect(try await first.send(Bytes([1, 2])) == 2)
        #expect(try await second.read(upTo: 1) == [1])
        try await first.close()
        try await waiting.value
        // At once, now that it is so.
        try await second.waitForHangup()
        #expect(try await second.readToEnd() == [2])
    }

    @Test func `waitForHangup ends when the peer shuts down its writing half`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let second = try await AsyncFileDescriptor(pair.second)
        let waiting = Task { try await second.waitForHangup() }
        await Task.yield()
        try await pair.first.shutdown(.wr)
        try await waiting.value
    }

    @Test func `waitForHangup of a pipe's writer ends when the reader closes`() async throws {
        let pipe = try await process.pipe2()
        let write = try await AsyncFileDescriptor(pipe.write)
        let waiting = Task { try await write.waitForHangup() }
        await Task.yield()
        try await pipe.read.close()
        try await waiting.value
    }

    @Test func `canceling waitForHangup ends it`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let second = try await AsyncFileDescriptor(pair.second)
        let waiting = Task { try await second.waitForHangup() }
        await Task.yield()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
