/// An address in some address space, without which the number is meaningless.
public struct Address: RawRepresentable, Hashable, Sendable {
    /// The address as a number of bytes.
    public let rawValue: UInt

    /// Creates the address with this value, whether or not anything is mapped there.
    @inlinable
    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }

    /// Creates the address with this value, whether or not anything is mapped there.
    @inlinable
    public init(_ rawValue: UInt) {
        self.rawValue = rawValue
    }

    /// `NULL`.
    public static var null: Address { Address(0) }

    /// Returns the address `distance` bytes higher, or `nil` if that is outside the address space.
    public func advanced(by distance: Int) -> Address? {
        let (sum, overflow) = rawValue.addingReportingOverflow(UInt(bitPattern: distance))
        return overflow == (distance < 0) ? Address(sum) : nil
    }
}

extension Address: Comparable {
    /// Whether `left` lies below `right`.
    @inlinable
    public static func < (left: Address, right: Address) -> Bool { left.rawValue < right.rawValue }
}

extension Address: CustomStringConvertible {
    /// The address in hexadecimal with `0x` before it; `NULL` for zero.
    public var description: String {
        rawValue == 0 ? "NULL" : "0x" + String(rawValue, radix: 16)
    }
}
