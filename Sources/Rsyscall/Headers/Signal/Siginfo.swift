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
    public static var byteCount: Int { MemoryLayout<rsyscall_signal_info>.size }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { MemoryLayout<Address>.alignment }

    /// The struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let info = try bytes.load(rsyscall_signal_info.self, at: 0)
        signo = info.signo
        errno = info.errno_
        code = info.code
        pid = ProcessID(info.pid)
        uid = Uid(info.uid)
        status = info.status
    }

    /// What became of the child, where that is what this tells.
    ///
    /// - Throws: ``MemoryDecodingError/invalidField(_:value:)`` where it tells of no child.
    public func childState() throws(MemoryDecodingError) -> ChildState {
        guard signo == SIGCHLD else { throw .invalidField("si_signo", value: Int(signo)) }
        return try ChildState(code: CLD(rawValue: code), status: status)
    }
}
