import RsyscallWire
import Testing

@testable import Rsyscall

/// Programs with more bytes than a socket takes at once.
@Suite struct LargeMessageTests {
    private static let size = 1 << 20

    private func answer(_ size: Int) -> [UInt8] {
        StreamFormatTests.bytes(of: WireHeader(.reply, length: 32 + size, steps: 1))
            + StreamFormatTests.bytes(of: Int64(4711)) + Array(repeating: 7, count: size)
    }

    @Test func `an answer to a program that isn't sent yet is a hangup`() async throws {
        let played = try PlayedRelay()
        async let result = played.send(Self.size)
        try await played.answer(answer(0))
        #expect(await result == nil)
        #expect(played.link.isOver)
    }

    @Test func `what is being sent to a process that leaves comes whole`() async throws {
        let played = try PlayedRelay()
        async let result = played.send(Self.size)
        try await played.answer(StreamFormatTests.bytes(of: WireHeader(.left)))
        #expect(await result == nil)
        #expect(!played.link.isOver)
        #expect(try await played.receive(Self.size) == Array(repeating: 7, count: Self.size))
    }

    @Test(arguments: [0, 31, 32, 40, 300_000, size + 31, size + 32])
    func `a large answer that is cut is a hangup`(_ count: Int) async throws {
        let played = try PlayedRelay()
        async let result = played.fill(Self.size)
        try await played.answer(Array(answer(Self.size)[..<count]), after: 88 + WireOutput.byteCount)
        played.end()
        #expect(await result == (count == Self.size + 32 ? Array(repeating: 7, count: Self.size) : nil))
    }
}
