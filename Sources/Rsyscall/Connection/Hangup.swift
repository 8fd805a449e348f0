/// The error of a call whose process ended before it answered. Whether the call was made isn't known.
public struct Hangup: Error, Hashable, CustomStringConvertible {
    /// Creates the error.
    public init() {}

    /// A one-line message.
    public var description: String { "the process that was to make the system call is gone" }
}
