import SystemPackage

/// The value of a ``SocketOption``: a number, a flag, a name, or a C struct. Only the library's types conform.
public protocol SockoptValue: Sendable {
    /// How the value is set and read, which only the library can define.
    static var form: SockoptForm<Self> { get }
}

/// How a value of an option is set and read.
public struct SockoptForm<Value> {
    /// How many bytes the kernel may write.
    let room: Int
    let encode: (Value) throws -> [UInt8]
    let decode: (RawSpan) throws(MemoryDecodingError) -> Value
}

extension SockoptForm {
    /// The form of a value as another one.
    func map<Other>(
        _ make: @escaping (Value) -> Other, _ value: @escaping (Other) -> Value
    ) -> SockoptForm<Other> {
        SockoptForm<Other>(
            room: room, encode: { [encode] in try encode(value($0)) },
            decode: { [decode] (bytes) throws(MemoryDecodingError) in make(try decode(bytes)) })
    }
}

extension SockoptForm where Value: MemoryWritable & MemoryReadable {
    /// The form of a value that has a byte form of its own, of at most `room` bytes.
    static func bytes(room: Int) -> SockoptForm {
        SockoptForm(
            room: room,
            encode: { value in
                // An option points to nothing, so any space does.
                let count = try value.encodedByteCount(for: AddressSpace())
                return try withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { bytes in
                    try value.encode(intoExactly: bytes)
                    return Array(bytes)
                }
            }, decode: { (bytes) throws(MemoryDecodingError) in try Value(decoding: bytes) })
    }
}

extension SockoptForm where Value: MemoryWritable & MemoryReadable & FixedSize {
    /// The form of a value of fixed size.
    static var plain: SockoptForm { bytes(room: Value.byteCount) }
}

extension CInt: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { .plain }
}

extension UInt32: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { .plain }
}

extension UInt64: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { .plain }
}

extension Bool: SockoptValue {
    /// An `int` that is 0 or not.
    public static var form: SockoptForm<Self> { CInt.form.map({ $0 != 0 }, { $0 ? 1 : 0 }) }
}

extension SOCK: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { CInt.form.map({ SOCK(rawValue: $0) }, \.rawValue) }
}

extension AF: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { CInt.form.map({ AF(rawValue: $0) }, \.rawValue) }
}

extension IPPROTO: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> { CInt.form.map({ IPPROTO(rawValue: $0) }, \.rawValue) }
}

extension Optional: SockoptValue where Wrapped == Errno {
    /// The number of the error, 0 for none.
    public static var form: SockoptForm<Self> {
        CInt.form.map({ $0 == 0 ? nil : Errno(rawValue: $0) }, { $0?.rawValue ?? 0 })
    }
}

extension CString: SockoptValue {
    /// The bytes of the string, of which the kernel may leave out the null byte.
    public static var form: SockoptForm<Self> {
        SockoptForm(
            room: 4096, encode: { try bytesForm.encode($0) },
            decode: { (bytes) throws(MemoryDecodingError) in
                CString(bytes.withUnsafeBytes { Array($0.prefix { $0 != 0 }) })
            })
    }

    private static var bytesForm: SockoptForm<Self> { .bytes(room: 4096) }
}

extension Bytes: SockoptValue {
    /// The bytes.
    public static var form: SockoptForm<Self> { .bytes(room: 4096) }
}

extension Array: SockoptValue where Element: SockoptElement {
    /// The elements.
    public static var form: SockoptForm<Self> { .bytes(room: Element.byteCount * Element.mostInSockopt) }
}

/// An element of an array that is the value of a ``SocketOption``.
public protocol SockoptElement: MemoryWritable, MemoryReadable, FixedSize, Sendable {
    /// The largest number of elements that an option has.
    static var mostInSockopt: Int { get }
}

extension UInt32: SockoptElement {
    /// More than there are of `SO_MEMINFO`.
    public static var mostInSockopt: Int { 64 }
}

extension Gid: SockoptElement {
    /// `NGROUPS_MAX`.
    public static var mostInSockopt: Int { 1 << 16 }
}
