import CRsyscall

/// `siginfo_t`: what is told of a signal, or of a child that was waited for; see `sigaction(2)`.
public struct Siginfo: MemoryReadable, FixedSize, Hashable, Sendable {
    /// The signal; 0 where `waitid` found nothing.
    public let signo: CInt
    /// The error that goes with it, usually none.
    public let errno: CInt
    /// What happened, as the signal has it.
    public let code: CInt
    /// Of a child's signal: the child. Of one that was sent: the sender.
    public let pid: ProcessID
    /// Its real user.
    public let uid: Uid
    /// Of a child's signal: its exit status, or the signal that changed its state.
    public let status: CInt

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 128 }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 8 }

    /// The struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        guard bytes.byteCount >= Self.byteCount else {
            throw .truncated(offset: 0, needed: Self.byteCount, available: bytes.byteCount)
        }
        signo = try bytes.load(CInt.self, at: 0)
        errno = try bytes.load(CInt.self, at: 4)
        code = try bytes.load(CInt.self, at: 8)
        pid = ProcessID(try bytes.load(CInt.self, at: 16))
        uid = Uid(try bytes.load(UInt32.self, at: 20))
        status = try bytes.load(CInt.self, at: 24)
    }

    /// What became of the child, where that is what this tells.
    ///
    /// - Throws: ``MemoryDecodingError/invalidField(_:value:)`` where it tells of no child.
    public func childState() throws(MemoryDecodingError) -> ChildState {
        guard signo == SIGCHLD else { throw .invalidField("si_signo", value: Int(signo)) }
        return try ChildState(code: CLD(rawValue: code), status: status)
    }
}

/// A set of signals, as the kernel has it; see `sigsetops(3)`.
public struct Sigset: KernelStruct, Hashable {
    /// One bit for each signal, the first for signal 1.
    public var layout: UInt64

    /// The set with these bits.
    public init(layout: UInt64) {
        self.layout = layout
    }

    /// No signals.
    public static var empty: Sigset { Sigset(layout: 0) }
    /// All signals.
    public static var all: Sigset { Sigset(layout: ~0) }

    /// These signals.
    public init(_ signals: SIG...) {
        layout = 0
        for signal in signals { insert(signal) }
    }

    /// Whether the set has the signal.
    public func contains(_ signal: SIG) -> Bool { layout & bit(signal) != 0 }
    /// Adds a signal.
    public mutating func insert(_ signal: SIG) { layout |= bit(signal) }
    /// Removes a signal.
    public mutating func remove(_ signal: SIG) { layout &= ~bit(signal) }

    private func bit(_ signal: SIG) -> UInt64 {
        (1...64).contains(signal.rawValue) ? 1 << UInt64(signal.rawValue - 1) : 0
    }
}
