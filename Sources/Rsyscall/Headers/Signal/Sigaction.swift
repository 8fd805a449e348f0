import CRsyscall

/// `struct sigaction` of the kernel: what a signal does; see `sigaction(2)`.
///
/// It is what the kernel reports. To set an action, make a ``SignalAction`` from it.
public struct Sigaction: KernelStruct, Hashable {
    /// `SIG_DFL`, `SIG_IGN`, or the address of a function in the process.
    public var handler: Address
    /// How the signal is handled.
    public var flags: SA
    /// The address that a handler returns to.
    public var restorer: Address
    /// The signals that are blocked while the handler runs.
    public var mask: Sigset

    /// Creates an action.
    public init(handler: Address, flags: SA = [], restorer: Address = .null, mask: Sigset = .empty) {
        self.handler = handler
        self.flags = flags
        self.restorer = restorer
        self.mask = mask
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_signal_action

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_signal_action) {
            self.c = c
        }
    }

    /// Creates the action from its C layout.
    public init(layout: Layout) {
        let layout = layout.c
        self.init(
            handler: Address(layout.handler), flags: SA(rawValue: layout.flags),
            restorer: Address(layout.restorer), mask: Sigset(layout: UInt64(layout.mask)))
    }

    /// The C layout.
    public var layout: Layout {
        Layout(
            rsyscall_signal_action(
                handler: handler.rawValue, flags: flags.rawValue, restorer: restorer.rawValue,
                mask: UInt(mask.layout)))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Sigaction: CustomStringConvertible {
    /// The action as strace prints it.
    public var description: String {
        let name = self == .default ? "SIG_DFL" : self == .ignore ? "SIG_IGN" : handler.description
        return "{sa_handler=\(name), sa_mask=\(mask), sa_flags=\(flags)}"
    }
}

extension Sigaction: CallResult {}

extension Sigaction {
    /// `SIG_DFL`: the default action of the signal.
    public static var `default`: Sigaction { Sigaction(handler: Address(UInt(rsyscall_sig_dfl()))) }
    /// `SIG_IGN`: the signal is ignored.
    public static var ignore: Sigaction { Sigaction(handler: Address(UInt(rsyscall_sig_ign()))) }
}
