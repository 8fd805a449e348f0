import SystemPackage
import Testing

@testable import Rsyscall

/// Every decoder, fed bytes that nobody meant for it: a value or a thrown error, and never a trap.
@Suite struct DecodingFuzzTests {
    struct Decoder: Sendable, CustomStringConvertible {
        let description: String
        let decode: @Sendable (RawSpan) throws -> Void

        init<Value: MemoryReadable & SendableMetatype>(_ type: Value.Type) {
            description = "\(type)"
            decode = { _ = try Value(decoding: $0) }
        }

        init(_ name: String, _ decode: @escaping @Sendable (RawSpan) throws -> Void) {
            description = name
            self.decode = decode
        }
    }

    static let decoders: [Decoder] = [
        Decoder(String.self), Decoder(FilePath.self), Decoder(Bytes.self), Decoder(UInt8.self),
        Decoder(Int16.self), Decoder(UInt32.self), Decoder(Int64.self), Decoder(Int.self),
        Decoder([UInt32].self), Decoder([Timespec].self), Decoder(InlineArray<5, UInt16>.self),
        Decoder(FileStatus.self), Decoder(Statx.self), Decoder(Timespec.self), Decoder(Utsname.self),
        Decoder(DirentList.self),
        Decoder("PipeEnds") { bytes in
            _ = try PipeEnds(decoding: bytes, owner: DecodingFuzzTests.detachedTask)
        },
    ]

    /// A task whose descriptors are nobody's, so that random numbers close nothing.
    private static let detachedTask = KernelTask(
        pid: ProcessID(1), interface: NoInterface(), addressSpace: AddressSpace(), gateway: LocalGateway(),
        descriptorTable: DescriptorTable(), pidNamespace: PidNamespace(), mountNamespace: MountNamespace())

    @Test(arguments: decoders)
    func randomBytes(decoder: Decoder) {
        var random = SplitMix(state: 42)
        var thrown = 0
        for round in 0..<3000 {
            let length = round < 600 ? round : Int.random(in: 0...2000, using: &random)
            // Few different bytes, so that lengths and terminators happen to be right now and then.
            let alphabet: [UInt8] = round.isMultiple(of: 2) ? [0, 1, 24, 32, 255] : Array(0...255)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            do {
                try decoder.decode(bytes.span.bytes)
            } catch {
                thrown += 1
                #expect(error is MemoryDecodingError, "\(error)")
            }
        }
        #expect(thrown < 3000, "no bytes at all make a \(decoder)")
    }

    @Test func hostileDirectories() {
        func record(_ length: UInt16, name: [UInt8]) -> [UInt8] {
            [UInt8](repeating: 0, count: 16) + [UInt8(length & 255), UInt8(length >> 8), 8] + name
        }
        func error(_ bytes: [UInt8]) -> MemoryDecodingError? {
            #expect(throws: MemoryDecodingError.self) { try DirentList(decoding: bytes.span.bytes) }
        }
        #expect(error(record(0, name: [97, 0])) == .recordLength(0, offset: 0))
        #expect(error(record(60000, name: [97, 0])) == .recordLength(60000, offset: 0))
        #expect(error(record(21, name: [97, 98])) == .unterminatedString(offset: 19))
        #expect(error([1, 2, 3]) == .truncated(offset: 0, needed: 20, available: 3))
        let good = record(24, name: [97, 0, 0, 0, 0])
        #expect(throws: Never.self) { try DirentList(decoding: (good + good).span.bytes) }
    }

    @Test func stringsEndWhereTheyMust() {
        let unterminated = [UInt8]("abc".utf8)
        #expect(throws: MemoryDecodingError.unterminatedString(offset: 0)) {
            try String(decoding: unterminated.span.bytes)
        }
        let invalid: [UInt8] = [0xff, 0xfe, 0]
        #expect(throws: MemoryDecodingError.notUTF8(offset: 0)) { try String(decoding: invalid.span.bytes) }
        #expect(throws: Never.self) { try FilePath(decoding: invalid.span.bytes) }
    }
}
