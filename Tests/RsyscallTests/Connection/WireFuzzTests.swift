import RsyscallWire
import Testing

@testable import Rsyscall

/// Both sides of a stream, fed messages that were changed, accept them or refuse them, and never trap.
@Suite struct WireFuzzTests {
    /// Changes some bytes, to any others or to those that lengths and offsets fail at, or cuts the end off.
    private func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes.removeLast(Int.random(in: 0...min(64, bytes.count), using: &random))
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2...4:
                let start = place & ~3
                let word: UInt32? = [0, 1, 8, 0xffff, 0x7fff_fff8, .max].randomElement(using: &random)
                for (index, byte) in withUnsafeBytes(of: word ?? 0, { Array($0) }).prefix(4).enumerated()
                where start + index < bytes.count { bytes[start + index] = byte }
            default: bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }

    @Test func `a program that was sent is received, and its reply is taken`() throws {
        var sent = try SentProgram()
        let received = sent.request.message.withUnsafeBytes { ReceivedProgram.all(in: $0) }
        try #require(received.count == 1)
        #expect(received[0].header.process == 1)
        #expect(received[0].frame.starts(with: Array("/etc/passwd\0".utf8)))
        let reply = received[0].reply(7)
        reply.dropFirst(WireHeader.byteCount).withUnsafeBytes { sent.take($0, steps: 4) }
        #expect(sent.request.results == [7, 7, 7, 7])
    }

    @Test func `changed programs are refused or lie within their bounds`() throws {
        var random = SplitMix(state: 11)
        let sent = try SentProgram()
        let message = sent.request.message
        var accepted = 0
        for _ in 0..<4000 {
            let bytes = mutated(message + message, &random)
            bytes.withUnsafeBytes { bytes in
                for program in ReceivedProgram.all(in: bytes) {
                    accepted += 1
                    // Neither are more bytes sent back than there are.
                    for result: Int64 in [-1, 5, .max] {
                        let most = program.layout.byteCount + 2 * WireHeader.byteCount
                        if program.reply(result).count > most { Issue.record("\(program.layout)") }
                    }
                }
            }
        }
        #expect((1000..<8000).contains(accepted))
    }

    @Test func `changed replies are refused or give every step a result`() throws {
        var random = SplitMix(state: 12)
        var sent = try SentProgram()
        let received = sent.request.message.withUnsafeBytes { ReceivedProgram.all(in: $0) }
        let reply = Array(try #require(received.first).reply(60).dropFirst(WireHeader.byteCount))
        var refused = 0
        for _ in 0..<4000 {
            let bytes = mutated(reply, &random)
            let steps = Int.random(in: 0..<16, using: &random) == 0 ? 3 : 4
            bytes.withUnsafeBytes { sent.take($0, steps: steps) }
            if !bytes.withUnsafeBytes({ sent.request.take($0, steps: steps) }) { refused += 1 }
            if sent.request.results.count != 4 { Issue.record("\(sent.request.results)") }
        }
        #expect((100..<4000).contains(refused))
    }

    @Test(arguments: Decoder.wire)
    func `changed messages and random bytes never trap`(decoder: Decoder) throws {
        var random = SplitMix(state: 13)
        var greeting = StubGreeting()
        (greeting.pid, greeting.places, greeting.pageSize, greeting.stride) = (17, 4, 4096, 1 << 20)
        let replies = (0..<3).flatMap { result in
            bytes(of: WireHeader(.reply, length: 32, steps: 1)) + bytes(of: Int64(result))
        }
        let ends = bytes(of: WireHeader(.ended, process: 9, value: 17)) + bytes(of: WireHeader(.left))
        let messages = [[3] + replies + ends, bytes(of: greeting), [4] + replies]
        for round in 0..<300 {
            let valid = messages[round % messages.count]
            let some = round % 5 == 0 ? valid.map { _ in UInt8.random(in: 0...255, using: &random) } : valid
            let changed = mutated(some, &random)
            try? decoder.decode(changed.span.bytes)
        }
    }
}
