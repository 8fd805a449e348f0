/// A value with a byte form that the kernel understands, which can be written to memory.
public protocol MemoryWritable: ~Copyable {
    /// Returns the number of bytes that ``encode(into:)`` appends.
    ///
    /// Whatever is wrong with a value is found here, before a byte is written. A value that contains
    /// pointers checks that they point into `space`, since only there do their addresses mean anything.
    ///
    /// - Throws: ``MemoryEncodingError`` if the value has no byte form, or ``Mismatch`` if it points into another
    ///   space.
    borrowing func encodedByteCount(for space: AddressSpace) throws -> Int

    /// Appends the value's byte form: as many bytes as ``encodedByteCount(for:)`` returned.
    ///
    /// If it appends fewer or more, the operation that the value was encoded for isn't performed, and throws
    /// ``MemoryEncodingError/otherByteCount(_:announced:)``.
    borrowing func encode(into output: inout ByteOutput)

    /// Checks that a call that reads a value from the first `byteCount` bytes of `memory` doesn't read past them.
    ///
    /// - Throws: ``PointerError`` or ``MemoryDecodingError`` if it would.
    static func checkReadable(_ memory: borrowing OwnedMemory, byteCount: Int) throws

    /// Whether the kernel reads such a value up to a null byte, as it reads a path.
    static var isNullTerminated: Bool { get }

    /// The value as strace prints it; `nil` if it prints an address instead.
    var shownInTrace: String? { get }
}

extension MemoryWritable where Self: ~Copyable {
    /// Always `false`.
    public static var isNullTerminated: Bool { false }

    /// Always `nil`.
    public var shownInTrace: String? { nil }

    /// Does nothing, since calls are passed the length of such a value.
    public static func checkReadable(_ memory: borrowing OwnedMemory, byteCount: Int) {}

    /// Writes the byte form, that of the other architecture if `isForeign`. It must fill `bytes` exactly.
    ///
    /// - Throws: ``MemoryEncodingError/otherByteCount(_:announced:)`` if the value wrote a different number of
    ///   bytes than it announced.
    @inlinable
    func encode(
        intoExactly bytes: UnsafeMutableRawBufferPointer, isForeign: Bool = false
    ) throws(MemoryEncodingError) {
        var output = ByteOutput(
            OutputRawSpan(buffer: bytes, initializedCount: 0), isForeign: isForeign)
        encode(into: &output)
        let written = output.finish(bytes)
        guard written == bytes.count else { throw .otherByteCount(written, announced: bytes.count) }
    }
}

extension MemoryWritable where Self: CustomStringConvertible {
    /// The value as it describes itself.
    public var shownInTrace: String? { description }
}

extension MemoryWritable where Self: FixedSize & ~Copyable {
    /// Checks that one value fits.
    ///
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)``.
    public static func checkReadable(_ memory: borrowing OwnedMemory, byteCount: Int) throws {
        guard byteCount >= Self.byteCount else {
            throw PointerError.valueTooLong(byteCount: Self.byteCount, size: byteCount)
        }
    }
}

/// A type whose every value takes the same number of bytes in memory.
public protocol FixedSize: ~Copyable {
    /// The number of bytes of one value.
    static var byteCount: Int { get }
    /// The alignment of a value's address that the kernel requires, a power of two.
    static var alignment: Int { get }
}

/// The reason that a value has no byte form.
public enum MemoryEncodingError: Error, Hashable {
    /// A null-terminated string has a null byte inside, at this offset in bytes.
    case nullInsideString(offset: Int)
    /// There are more elements than their length field can count.
    case tooManyElements(Int, limit: Int)
    /// The value wrote a different number of bytes than it announced.
    case otherByteCount(Int, announced: Int)
}

extension MemoryEncodingError: CustomStringConvertible {
    /// The reason, with the offset or the numbers that are wrong.
    public var description: String {
        switch self {
        case .nullInsideString(let offset):
            "a null-terminated string cannot contain the null byte at offset \(offset)"
        case .tooManyElements(let count, let limit):
            "\(count) elements are more than the \(limit) that can be counted"
        case .otherByteCount(let count, let announced):
            "a value wrote \(count) bytes and had announced \(announced)"
        }
    }
}
