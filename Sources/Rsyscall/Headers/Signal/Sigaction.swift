import CRsyscall

/// `struct sigaction` of the kernel: what a signal does; see `sigaction(2)`.
public struct Sigaction: KernelStruct, Hashable {
    /// `SIG_DFL`, `SIG_IGN`, or the address of a function in the process.
    public var handler: Address
    /// How it is handled.
    public var flags: SA
    /// What the kernel returns to after a handler.
    public var restorer: Address
    /// What is blocked meanwhile.
    public var mask: Sigset

    /// This action.
    public init(handler: Address, flags: SA = [], restorer: Address = .null, mask: Sigset = .empty) {
        self.handler = handler
        self.flags = flags
        self.restorer = restorer
        self.mask = mask
    }

    /// `SIG_DFL`: what the signal does by default.
    public static var `default`: Sigaction { Sigaction(handler: Address(UInt(rsyscall_sig_dfl()))) }
    /// `SIG_IGN`: nothing.
    public static var ignore: Sigaction { Sigaction(handler: Address(UInt(rsyscall_sig_ign()))) }

    /// The action that lies in memory like this.
    public init(layout: rsyscall_signal_action) {
        self.init(
            handler: Address(layout.handler), flags: SA(rawValue: layout.flags),
            restorer: Address(layout.restorer), mask: Sigset(layout: UInt64(layout.mask)))
    }

    /// How the action lies in memory.
    public var layout: rsyscall_signal_action {
        rsyscall_signal_action(
            handler: handler.rawValue, flags: flags.rawValue, restorer: restorer.rawValue,
            mask: UInt(mask.layout))
    }
}
