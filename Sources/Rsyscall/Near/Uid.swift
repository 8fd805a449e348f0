/// A user's number in some user namespace.
public struct Uid: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt32

    /// Creates the ID of the user with this number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Creates the ID of the user with this number.
    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The superuser of its namespace.
    public static var root: Uid { Uid(0) }
}

extension Uid: CustomStringConvertible {
    /// The number in decimal.
    public var description: String { String(rawValue) }
}

/// A group's number in some user namespace.
public struct Gid: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt32

    /// Creates the ID of the group with this number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Creates the ID of the group with this number.
    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The superuser's group in its namespace.
    public static var root: Gid { Gid(0) }
}

extension Gid: CustomStringConvertible {
    /// The number in decimal.
    public var description: String { String(rawValue) }
}
