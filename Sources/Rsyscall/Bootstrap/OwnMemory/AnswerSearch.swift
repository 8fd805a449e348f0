import RsyscallWire

/// The search for the answer of the stub in what a command prints.
struct AnswerSearch {
    /// Whether the stub has memory to map, and so may answer that it did.
    let offersMemory: Bool
    private var bytes: [UInt8] = []
    /// How many of them are before any answer.
    private var passed = 0

    /// How much a command may print before.
    private static let most = 1 << 20

    enum Found {
        case mailbox
        /// With what has come after it.
        case stream(StubGreeting, rest: [UInt8])
    }

    init(offersMemory: Bool) { self.offersMemory = offersMemory }

    mutating func add(_ more: [UInt8]) { bytes += more }

    /// Returns the answer, once all of it is there.
    ///
    /// - Throws: ``Unsupported`` for a stub of another version, or if the command prints too much.
    mutating func next() throws -> Found? {
        let stream = Self.bytes(of: StubGreeting.mark)
        let mailbox = Self.bytes(of: StubGreeting.mailboxMark)
        while let start = bytes[passed...].firstIndex(of: 0) {
            passed = start
            guard passed <= Self.most else { break }
            let rest = bytes[start...]
            if offersMemory, rest.starts(with: mailbox) { return .mailbox }
            if rest.starts(with: stream) {
                return try Self.greeting(in: rest).map {
                    .stream($0, rest: Array(rest.dropFirst(StubGreeting.byteCount + Int($0.words))))
                }
            }
            // Perhaps there will be.
            if stream.starts(with: rest) || mailbox.starts(with: rest) { return nil }
            passed += 1
        }
        if passed <= Self.most { passed = bytes.count }
        guard passed <= Self.most else {
            throw Unsupported(
                .execve, "a command that prints more than \(Self.most) bytes before it executes")
        }
        return nil
    }

    private static func greeting(in bytes: ArraySlice<UInt8>) throws -> StubGreeting? {
        guard bytes.count >= StubGreeting.byteCount else { return nil }
        let greeting = bytes.withUnsafeBytes { $0.loadUnaligned(as: StubGreeting.self) }
        guard greeting.version == UInt32(Wire.version) else {
            throw Unsupported(.execve, "a stub of version \(greeting.version)")
        }
        guard greeting.isPossible else { throw Hangup() }
        return bytes.count >= StubGreeting.byteCount + Int(greeting.words) ? greeting : nil
    }

    private static func bytes(of mark: (UInt64, UInt64)) -> [UInt8] {
        withUnsafeBytes(of: mark) { Array($0) }
    }
}

extension StubGreeting {
    /// Whether a stub can have sent it.
    fileprivate var isPossible: Bool {
        let pageSizes: ClosedRange<UInt64> = 4096...65536
        return pid > 0 && places > 0 && words <= UInt64(Self.mostWords) && pageSizes.contains(pageSize)
            && pageSize & (pageSize - 1) == 0 && stride >= pageSize && stack < stride
    }
}
