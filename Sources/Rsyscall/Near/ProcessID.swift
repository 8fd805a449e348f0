/// The number of a process in some pid namespace.
///
/// The kernel may give the number to another process once this one is reaped, so it is no safe handle: ``ChildProcess``
/// holds a pidfd instead.
public struct ProcessID: RawRepresentable, Hashable, Sendable {
    /// The number, from 1.
    public let rawValue: CInt

    /// Creates the ID of the process with this number.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// Creates the ID of the process with this number.
    @inlinable
    public init(_ rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension ProcessID: CustomStringConvertible {
    /// The number in decimal.
    public var description: String { String(rawValue) }
}
