import CRsyscall

/// `struct signalfd_siginfo`: a signal that was read from a descriptor; see `signalfd(2)`.
public struct SignalfdSiginfo: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_signalfd_siginfo

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_signalfd_siginfo) {
            self.c = c
        }
    }

    /// The C layout.
    public let layout: Layout

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// The signal.
    public var signo: SIG { SIG(rawValue: CInt(bitPattern: layout.c.ssi_signo)) }
    /// The errno that belongs to the signal, usually 0.
    public var errno: CInt { layout.c.ssi_errno }
    /// The reason for the signal.
    public var code: CInt { layout.c.ssi_code }
    /// The process that sent it, or the child that it reports; 0 if the reader's pid namespace doesn't contain it.
    public var pid: ProcessID { ProcessID(CInt(bitPattern: layout.c.ssi_pid)) }
    /// The real user of that process.
    public var uid: Uid { Uid(layout.c.ssi_uid) }
    /// The descriptor, for a signal about input or output.
    public var fd: FileDescriptorNumber { FileDescriptorNumber(layout.c.ssi_fd) }
    /// The kernel's number of the timer, for a signal of a timer.
    public var tid: UInt32 { layout.c.ssi_tid }
    /// What happened, for a signal about input or output.
    public var band: UInt32 { layout.c.ssi_band }
    /// How many times the timer expired without a signal of its own.
    public var overrun: UInt32 { layout.c.ssi_overrun }
    /// The child's exit status, or the signal that changed its state.
    public var status: CInt { layout.c.ssi_status }
    /// The number that `sigqueue` sent.
    public var int: CInt { layout.c.ssi_int }
    /// The pointer that `sigqueue` sent.
    public var ptr: UInt64 { layout.c.ssi_ptr }
    /// The CPU time of the child in user mode, in clock ticks.
    public var utime: UInt64 { layout.c.ssi_utime }
    /// The CPU time of the child in the kernel, in clock ticks.
    public var stime: UInt64 { layout.c.ssi_stime }
    /// The address that caused a fault.
    public var addr: UInt64 { layout.c.ssi_addr }

    /// Returns the new state of the child.
    ///
    /// - Throws: ``MemoryDecodingError/invalidField(_:value:)`` if it reports no child.
    public func childState() throws(MemoryDecodingError) -> ChildState {
        guard signo == .chld else { throw .invalidField("ssi_signo", value: Int(signo.rawValue)) }
        return try ChildState(code: CLD(rawValue: code), status: status)
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
