import SystemPackage
import Testing

@testable import Rsyscall

/// Every decoder, fed random bytes, returns a value or throws an error, and never traps.
@Suite struct DecodingFuzzTests {
    @Test func `every MemoryReadable type is fuzzed`() {
        let types = LibrarySource.types(conformingTo: ["MemoryReadable", "ResourceReadable"])
        #expect(types.count > 20, "the sources were not found")
        let fuzzed = Set(Decoder.all.map(\.name))
        for type in types.subtracting(fuzzed).sorted() {
            Issue.record("\(type) is decoded from bytes and not fuzzed")
        }
    }

    /// Bytes of many lengths; half of them few different ones, so that lengths and terminators happen to be
    /// right now and then.
    static let corpus: [[UInt8]] = {
        var random = SplitMix(state: 42)
        let few: [UInt8] = [0, 1, 24, 32, 255]
        return (0..<3000).map { round in
            let length = round < 600 ? round : Int.random(in: 0...2000, using: &random)
            return (0..<length).map { _ in
                round.isMultiple(of: 2)
                    ? few[Int(random.next() % UInt64(few.count))] : UInt8(truncatingIfNeeded: random.next())
            }
        }
    }()

    @Test(arguments: Decoder.all)
    func `decoding random bytes throws and never traps`(decoder: Decoder) {
        var thrown = 0
        for bytes in Self.corpus {
            do {
                try decoder.decode(bytes.span.bytes)
            } catch {
                thrown += 1
                if !(error is MemoryDecodingError) { Issue.record("\(error)") }
            }
        }
        #expect(thrown < Self.corpus.count, "no bytes at all make a \(decoder)")
    }

    @Test(arguments: Decoder.all)
    func `decoding truncated bytes throws MemoryDecodingError`(decoder: Decoder) {
        var random = SplitMix(state: 7)
        for _ in 0..<20 {
            let whole = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            for length in 0...whole.count {
                let bytes = Array(whole.prefix(length))
                do {
                    try decoder.decode(bytes.span.bytes)
                    if let needed = decoder.byteCount, length < needed {
                        Issue.record("\(length) bytes made a \(decoder)")
                    }
                } catch {
                    if !(error is MemoryDecodingError) { Issue.record("\(error)") }
                }
            }
        }
        guard let needed = decoder.byteCount else { return }
        // Every kind of fixed size has a value of zeros, but for two ends with one number.
        let zeros = [UInt8](repeating: 0, count: needed)
        if !["PipeEnds", "SocketPair"].contains(decoder.description) {
            #expect(throws: Never.self) { try decoder.decode(zeros.span.bytes) }
        }
        let short = Array(zeros.dropLast())
        #expect(throws: MemoryDecodingError.self) { try decoder.decode(short.span.bytes) }
    }

    @Test func `childState of a random Siginfo is known for every CLD code`() throws {
        var random = SplitMix(state: 3)
        var told = 0
        for code in -2...10 {
            for signal in [0, SIG.chld.rawValue, SIG.term.rawValue] {
                var bytes = (0..<Siginfo.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
                withUnsafeBytes(of: signal) { bytes.replaceSubrange(0..<4, with: $0) }
                withUnsafeBytes(of: CInt(code)) { bytes.replaceSubrange(8..<12, with: $0) }
                if (try? Siginfo(decoding: bytes.span.bytes).childState()) != nil { told += 1 }
            }
        }
        #expect(told == CLD.names.count)
    }

    @Test func `DirentList refuses hostile records`() {
        func record(_ length: UInt16, name: [UInt8]) -> [UInt8] {
            [UInt8](repeating: 0, count: 16) + [UInt8(length & 255), UInt8(length >> 8), 8] + name
        }
        func error(_ bytes: [UInt8]) -> MemoryDecodingError? {
            #expect(throws: MemoryDecodingError.self) { try DirentList(decoding: bytes.span.bytes) }
        }
        #expect(error(record(0, name: [97, 0])) == .recordLength(0, offset: 0))
        #expect(error(record(60000, name: [97, 0])) == .recordLength(60000, offset: 0))
        #expect(error(record(21, name: [97, 98])) == .unterminatedString(offset: 19))
        #expect(error(record(24, name: [47, 97, 0, 0, 0])) == .invalidName(offset: 19))
        #expect(error(record(24, name: [0, 0, 0, 0, 0])) == .invalidName(offset: 19))
        #expect(error([1, 2, 3]) == .truncated(offset: 0, needed: 20, available: 3))
        let good = record(24, name: [97, 0, 0, 0, 0])
        #expect(throws: Never.self) { try DirentList(decoding: (good + good).span.bytes) }
    }

    @Test func `ReceivedControl refuses hostile control messages`() throws {
        func message(_ length: UInt64, level: CInt = 1, type: CInt = 1, _ numbers: [CInt]) -> [UInt8] {
            withUnsafeBytes(of: length) { Array($0) } + withUnsafeBytes(of: level) { Array($0) }
                + withUnsafeBytes(of: type) { Array($0) } + numbers.withUnsafeBytes { Array($0) }
        }
        func error(_ bytes: [UInt8]) -> MemoryDecodingError? {
            #expect(throws: MemoryDecodingError.self) { try ControlNumbers(decoding: bytes.span.bytes) }
        }
        for length in [0, 15, 21, UInt64(Int.max), .max] {
            #expect(
                error(message(length, [7])) == .recordLength(Int(clamping: length), offset: 0), "\(length)")
        }
        #expect(error([1, 2, 3]) == .truncated(offset: 0, needed: 8, available: 3))
        #expect(error(message(18, [7])) == .partialElement(byteCount: 2, elementByteCount: 4))
        #expect(error(message(20, [-1])) == .invalidField("cmsg_data", value: -1))
        #expect(error(message(24, [7, 7])) == .invalidField("cmsg_data", value: 2))
        // Two messages, the last of which isn't padded.
        let two = message(20, [7, 0]) + message(20, type: 4, [8])
        let control = try ControlNumbers(decoding: two.span.bytes)
        #expect(control.all == [FileDescriptorNumber(7), FileDescriptorNumber(8)])
        // What is no pidfd is a negated errno.
        let dead = try ControlNumbers(decoding: message(20, type: 4, [-3]).span.bytes)
        #expect(dead.pidfd == nil)
        #expect(dead.others.count == 1)
    }

    @Test func `String and CString decoding refuse bytes without terminator or not UTF-8`() throws {
        let unterminated = [UInt8]("abc".utf8)
        #expect(throws: MemoryDecodingError.unterminatedString(offset: 0)) {
            try String(decoding: unterminated.span.bytes)
        }
        let invalid: [UInt8] = [0xff, 0xfe, 0]
        #expect(throws: MemoryDecodingError.notUTF8(offset: 0)) { try String(decoding: invalid.span.bytes) }
        #expect(throws: MemoryDecodingError.unterminatedString(offset: 0)) {
            try CString(decoding: unterminated.span.bytes)
        }
        #expect(try CString(decoding: invalid.span.bytes) == CString([0xff, 0xfe]))
        #expect(CString(try FilePath(decoding: invalid.span.bytes)) == CString([0xff, 0xfe]))
    }
}
