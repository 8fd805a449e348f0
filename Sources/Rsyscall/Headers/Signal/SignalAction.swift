/// An action to set for a signal: the default action, ignoring it, or a handler; see ``init(unsafeHandler:)``.
///
/// A handler is the address of a function in the program that the process runs. In a child it would run on the small
/// stack on which the child serves calls.
public struct SignalAction: Sendable {
    /// The action; `nil` for no change.
    private let action: Sigaction?

    private init(_ action: Sigaction?) { self.action = action }

    /// The default action of the signal: `SIG_DFL`.
    public static var `default`: SignalAction { SignalAction(unsafeHandler: .default) }
    /// The signal is ignored: `SIG_IGN`.
    public static var ignore: SignalAction { SignalAction(unsafeHandler: .ignore) }
    /// `NULL`, which leaves the action as it is.
    public static var null: SignalAction { SignalAction(nil) }

    /// Creates the action to set from one that has no handler.
    ///
    /// - Throws: ``Unsupported`` if it has one; see ``init(unsafeHandler:)``.
    public init(_ action: Sigaction) throws(Unsupported) {
        guard !action.hasHandler else { throw Unsupported(.sigaction, "\(action)") }
        self.init(.some(action))
    }

    /// Creates the action to set from any action, such as one that was read before and is to be restored.
    ///
    /// The kernel calls the handler, whatever lies at its address. A call in a child refuses a handler.
    public init(unsafeHandler action: Sigaction) {
        self.init(.some(action))
    }
}

extension SignalAction: CallArgument {
    /// A `struct sigaction`.
    public typealias Placement = InMemory<Sigaction>

    /// Always `true`.
    public static var usesFrame: Bool { true }

    /// Places the action.
    ///
    /// - Throws: ``Unsupported`` if it has a handler and the process is a child.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        guard let action else { return .word(0) }
        guard !action.hasHandler || process.isThisProcess else { throw Unsupported(.sigaction, "\(action)") }
        return try frame.place(action, in: process.addressSpace)
    }

    /// The action as strace prints it, or `NULL`.
    public var traced: String { action?.description ?? "NULL" }
}

extension Sigaction {
    /// Whether the kernel calls a function of the process.
    fileprivate var hasHandler: Bool {
        handler != Sigaction.default.handler && handler != Sigaction.ignore.handler
    }
}
