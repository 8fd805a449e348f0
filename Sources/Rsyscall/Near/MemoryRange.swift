/// A range of whole pages in some address space.
public struct MemoryRange: Hashable, Sendable {
    /// The address of the first page.
    public let address: Address
    /// The length in bytes, a multiple of ``pageSize``.
    public let length: Int
    /// The size in bytes of one page of this range; larger than the usual one for huge pages.
    public let pageSize: Int

    /// Creates the range of pages from `address` on, `length` bytes in all.
    ///
    /// - Throws: ``MemoryRangeError`` if the page size is not a power of two, the address or the length is not a
    ///   multiple of it, the length is negative, or the end lies past the address space.
    public init(address: Address, length: Int, pageSize: Int) throws(MemoryRangeError) {
        guard pageSize > 0, pageSize & (pageSize - 1) == 0 else {
            throw .pageSizeNotPowerOfTwo(pageSize)
        }
        guard address.rawValue % UInt(pageSize) == 0 else {
            throw .unalignedAddress(address, pageSize: pageSize)
        }
        guard length >= 0, length % pageSize == 0 else {
            throw .unalignedLength(length, pageSize: pageSize)
        }
        guard address.advanced(by: length) != nil else {
            throw .pastEndOfAddressSpace(address, length: length)
        }
        self.address = address
        self.length = length
        self.pageSize = pageSize
    }

    /// The number of pages.
    public var pageCount: Int { length / pageSize }

    /// Returns the pages with these indices, counted from the first of this range.
    ///
    /// - Throws: ``MemoryRangeError/pagesOutOfBounds(_:pageCount:)`` if the range has no such pages.
    public func pages(_ indices: Range<Int>) throws(MemoryRangeError) -> MemoryRange {
        guard indices.lowerBound >= 0, indices.upperBound <= pageCount else {
            throw .pagesOutOfBounds(indices, pageCount: pageCount)
        }
        return try MemoryRange(
            address: Address(address.rawValue + UInt(indices.lowerBound * pageSize)),
            length: indices.count * pageSize,
            pageSize: pageSize)
    }
}

extension MemoryRange: CustomStringConvertible {
    /// Both ends in hexadecimal, as a line of `/proc/self/maps` starts.
    public var description: String {
        String(address.rawValue, radix: 16) + "-" + String(address.rawValue + UInt(length), radix: 16)
    }
}

/// The reason that a ``MemoryRange`` is invalid, or can't be used.
public enum MemoryRangeError: Error, Hashable {
    /// The page size is not a power of two.
    case pageSizeNotPowerOfTwo(Int)
    /// The address is not at the start of a page.
    case unalignedAddress(Address, pageSize: Int)
    /// The length in bytes is negative or not a whole number of pages.
    case unalignedLength(Int, pageSize: Int)
    /// The range would reach past the highest address.
    case pastEndOfAddressSpace(Address, length: Int)
    /// The range does not have these pages.
    case pagesOutOfBounds(Range<Int>, pageCount: Int)
    /// Pointers still use the mapping of these pages, so it stays as it is.
    case inUse(MemoryRange)
}

extension MemoryRangeError: CustomStringConvertible {
    /// A one-line message with the request and the reason for its refusal.
    public var description: String {
        switch self {
        case .pageSizeNotPowerOfTwo(let size):
            "page size \(size) is not a power of two"
        case .unalignedAddress(let address, let pageSize):
            "address \(address) is not a multiple of the page size \(pageSize)"
        case .unalignedLength(let length, let pageSize):
            "length \(length) is not a whole number of pages of \(pageSize) bytes"
        case .pastEndOfAddressSpace(let address, let length):
            "\(length) bytes from \(address) on reach past the end of the address space"
        case .pagesOutOfBounds(let pages, let count):
            "pages \(pages.lowerBound) to \(pages.upperBound) of a range that has \(count)"
        case .inUse(let range):
            "pointers use the mapping \(range)"
        }
    }
}
