/// The priority of a process's input and output; see `ioprio_set(2)`.
public struct IoPriority: Hashable, Sendable {
    /// The class.
    public var `class`: IOPRIO_CLASS
    /// The level in the class, from 0, which is served first, to 7.
    public var level: Int

    /// Creates a priority.
    public init(_ class: IOPRIO_CLASS, level: Int = 0) {
        self.class = `class`
        self.level = level
    }

    /// The bits of the level, below those of the class.
    private static let levelBits = 13
}

extension IoPriority: RegisterArgument, CustomStringConvertible {
    /// The number that the kernel takes; a level that has no place in it makes it one that the kernel refuses.
    public var register: UInt {
        UInt(bitPattern: Int(`class`.rawValue) << Self.levelBits | (0..<8 ~= level ? level : -1))
    }
    /// The priority as strace prints it.
    public var description: String { "IOPRIO_PRIO_VALUE(\(`class`), \(level))" }
    /// The priority as strace prints it.
    public var traced: String { description }
}

extension IoPriority: CallResult {
    /// The priority that the call returned.
    public init(_ outcome: borrowing CallOutcome) {
        self.init(
            IOPRIO_CLASS(rawValue: CInt(truncatingIfNeeded: outcome.result >> Self.levelBits)),
            level: outcome.result & (1 << Self.levelBits - 1))
    }
}
