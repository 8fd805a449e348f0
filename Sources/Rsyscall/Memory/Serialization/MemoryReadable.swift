/// A value that can be made from bytes in memory, and owns no resource, so that reading it twice is harmless.
///
/// The bytes may come from a peer or from another host. Decoding never trusts them: whatever they are, it returns a
/// value or throws.
public protocol MemoryReadable {
    /// Decodes a value from its byte form; one of fixed size lies at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError`` if the bytes are too few or don't form a value.
    init(decoding bytes: RawSpan) throws(MemoryDecodingError)
    /// Decodes a value from its byte form on the architecture of a process that isn't of ours. It is the same unless the
    /// type says otherwise.
    ///
    /// - Throws: ``MemoryDecodingError`` as ``init(decoding:)`` does.
    init(decodingForeign bytes: RawSpan) throws(MemoryDecodingError)
}

extension MemoryReadable {
    /// Decodes a value whose byte form is the same everywhere.
    public init(decodingForeign bytes: RawSpan) throws(MemoryDecodingError) { try self.init(decoding: bytes) }
}

/// The reason that bytes don't form a value of the type that was asked for.
public enum MemoryDecodingError: Error, Hashable {
    /// The value takes `needed` bytes from `offset` on, and only `available` are there.
    case truncated(offset: Int, needed: Int, available: Int)
    /// No null byte ends the string that starts at this offset.
    case unterminatedString(offset: Int)
    /// The string at this offset is not UTF-8.
    case notUTF8(offset: Int)
    /// The name at this offset is empty or has a slash.
    case invalidName(offset: Int)
    /// The record at this offset claims this length in bytes, which no such record has.
    case recordLength(Int, offset: Int)
    /// The array's length in bytes is not a multiple of its element's.
    case partialElement(byteCount: Int, elementByteCount: Int)
    /// The field named has a value that its type does not allow.
    case invalidField(String, value: Int)
}

extension MemoryDecodingError: CustomStringConvertible {
    /// The reason, with the offset and the numbers that are wrong.
    public var description: String {
        switch self {
        case .truncated(let offset, let needed, let available):
            "\(needed) bytes needed at offset \(offset), \(available) available"
        case .unterminatedString(let offset):
            "no null byte ends the string at offset \(offset)"
        case .notUTF8(let offset):
            "the string at offset \(offset) is not UTF-8"
        case .invalidName(let offset):
            "the name at offset \(offset) is empty or has a slash"
        case .recordLength(let length, let offset):
            "the record at offset \(offset) cannot be \(length) bytes long"
        case .partialElement(let count, let element):
            "\(count) bytes are not a whole number of elements of \(element) bytes"
        case .invalidField(let name, let value):
            "the field \(name) cannot be \(value)"
        }
    }
}
