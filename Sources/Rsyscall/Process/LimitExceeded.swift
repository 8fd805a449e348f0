/// There were more bytes than the caller allowed.
public struct LimitExceeded: Error, Hashable {
    /// The number of bytes that were allowed.
    public let limit: Int

    /// Creates the error of a limit in bytes.
    public init(limit: Int) { self.limit = limit }
}

extension LimitExceeded: CustomStringConvertible {
    /// One line for a person.
    public var description: String { "there are more than \(limit) bytes, which is the limit" }
}
