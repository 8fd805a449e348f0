/// The error of a call whose process ended before it answered. Whether the call was made isn't known.
public struct Hangup: Error, Hashable, CustomStringConvertible {
    /// Whether the process may have begun the call.
    let mayHaveBegun: Bool

    /// Creates the error.
    public init() { self.init(mayHaveBegun: true) }

    init(mayHaveBegun: Bool) { self.mayHaveBegun = mayHaveBegun }

    /// A one-line message.
    public var description: String { "the process that was to make the system call is gone" }

    /// Returns `true`: all are the same error.
    public static func == (_: Hangup, _: Hangup) -> Bool { true }

    /// Adds nothing to `hasher`.
    public func hash(into hasher: inout Hasher) {}
}
