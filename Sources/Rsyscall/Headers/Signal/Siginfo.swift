import CRsyscall

/// `siginfo_t`: information about a signal, or about a child that was waited for; see `sigaction(2)`.
public struct Siginfo: MemoryReadable, FixedSize, Hashable, Sendable {
    /// The signal; 0 if `waitid` found no child.
    public let signo: CInt
    /// The errno that belongs to the signal, usually 0.
    public let errno: CInt
    /// The reason for the signal.
    public let code: CInt
    /// The child that the signal reports, or the process that sent it.
    public let pid: ProcessID
    /// The real user of that process.
    public let uid: Uid
    /// The child's exit status, or the signal that changed its state.
    public let status: CInt

    /// The size of the C struct in bytes.
    public static var byteCount: Int { MemoryLayout<rsyscall_signal_info>.size }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { MemoryLayout<Address>.alignment }

    /// Decodes the struct at the start of `bytes`.
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

    /// Returns the new state of the child.
    ///
    /// - Throws: ``MemoryDecodingError/invalidField(_:value:)`` if it reports no child.
    public func childState() throws(MemoryDecodingError) -> ChildState {
        guard signo == SIGCHLD else { throw .invalidField("si_signo", value: Int(signo)) }
        return try ChildState(code: CLD(rawValue: code), status: status)
    }
}

extension Siginfo: CallResult {}
