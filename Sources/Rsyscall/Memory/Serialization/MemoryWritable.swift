/// A value that has a byte form the kernel understands, and can be written to memory.
public protocol MemoryWritable: ~Copyable {
    /// How many bytes ``encode(into:)`` appends.
    ///
    /// All that can be wrong with a value is found here, before a byte is written. A value that contains
    /// pointers checks that they point into `space`, since only there do their addresses mean anything.
    ///
    /// - Throws: ``MemoryEncodingError`` where the value has no byte form, ``AddressSpaceMismatch``
    ///   where it points elsewhere.
    borrowing func encodedByteCount(for space: AddressSpace) throws -> Int

    /// Appends the value's byte form: as many bytes as ``encodedByteCount(for:)`` said.
    borrowing func encode(into output: inout OutputRawSpan)
}

/// A type whose every value takes the same number of bytes in memory.
public protocol FixedSize: ~Copyable {
    /// The number of bytes of one value.
    static var byteCount: Int { get }
    /// What the kernel wants a value's address to be a multiple of, a power of two.
    static var alignment: Int { get }
}

/// A value that has no byte form.
public enum MemoryEncodingError: Error, Hashable {
    /// A null byte inside a null-terminated string, at this offset in bytes.
    case nullInsideString(offset: Int)
    /// More elements than the length field before them can count.
    case tooManyElements(Int, limit: Int)
}

extension MemoryEncodingError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .nullInsideString(let offset):
            "a null-terminated string cannot contain the null byte at offset \(offset)"
        case .tooManyElements(let count, let limit):
            "\(count) elements are more than the \(limit) that can be counted"
        }
    }
}
