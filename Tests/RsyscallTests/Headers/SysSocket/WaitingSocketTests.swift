import Foundation
import Rsyscall
import Testing

/// Calls on sockets that may wait: no thread of Swift's waits in them.
@Suite struct WaitingSocketTests {
    let process = LinuxProcess.local

    @Test func `recv and accept and connect wait in many tasks at once`() async throws {
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        // One connection may wait, so that the others wait in `connect`.
        try await listener.listen(0)
        let name = try await listener.getsockname()
        let process = process
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in UInt8(0)..<40 {
                group.addTask {
                    let client = try await process.socket(.unix, .stream)
                    try await client.connect(name)
                    // Waits for the answer.
                    async let answer = client.recv(upTo: 1)
                    _ = try await client.send([number])
                    return Int(try await answer[0])
                }
            }
            for _ in 0..<40 {
                let connection = try await listener.accept()
                let number = try await connection.recv(upTo: 1)
                #expect(try await connection.send(Bytes(number)) == 1)
            }
            var answered: Set<Int> = []
            for try await number in group { answered.insert(number) }
            #expect(answered.count == 40)
        }
    }

    @Test func `recv by many tasks gives each datagram to one of them`() async throws {
        let pair = try await process.socketpair(.unix, .dgram)
        let receiver = Handle(pair.second)
        let sender = Handle(pair.first)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for round in 0..<300 {
                for _ in 0..<4 { group.addTask { try await receiver.socket.recv(upTo: 10) } }
                for _ in 0..<4 {
                    let sent = try await sender.socket.send([UInt8(round % 256)])
                    #expect(sent == 1)
                }
                for _ in 0..<4 { #expect(try await group.next() == [UInt8(round % 256)]) }
            }
        }
    }

    @Test func `send to a full socket waits until there is room`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let block = Bytes([UInt8](repeating: 5, count: 4096))
        var filled = 0
        while let sent = try? await pair.first.send(block, .dontwait) { filled += sent }
        async let last = pair.first.send(block)
        var received = 0
        while received < filled + 4096 { received += try await pair.second.recv(upTo: 1 << 20).count }
        #expect(try await last == 4096)
        #expect(received == filled + 4096)
    }
}

/// A socket for several tasks.
private final class Handle: Sendable {
    let socket: OwnedFileDescriptor
    init(_ socket: consuming OwnedFileDescriptor) { self.socket = socket }
}
