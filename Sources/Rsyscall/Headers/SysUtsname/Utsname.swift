import CRsyscall

/// `struct utsname`: the names of the system; see `uname(2)`.
public struct Utsname: MemoryReadable, FixedSize, Hashable, Sendable {
    /// The name of the kernel, `Linux`.
    public let sysname: String
    /// The name of the host.
    public let nodename: String
    /// The release of the kernel, such as `6.1.0`.
    public let release: String
    /// The build of the kernel.
    public let version: String
    /// The architecture, such as `x86_64`.
    public let machine: String
    /// The NIS domain.
    public let domainname: String

    private static let fieldSize = Int(__NEW_UTS_LEN) + 1

    /// The size of the C struct in bytes.
    public static var byteCount: Int { 6 * fieldSize }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { 1 }

    /// Decodes the names at the start of `bytes`, and repairs what is not UTF-8.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)`` and
    ///   ``MemoryDecodingError/unterminatedString(offset:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        guard bytes.byteCount >= Self.byteCount else {
            throw .truncated(offset: 0, needed: Self.byteCount, available: bytes.byteCount)
        }
        func field(_ index: Int) throws(MemoryDecodingError) -> String {
            let start = index * Self.fieldSize
            let field = bytes.extracting(start..<start + Self.fieldSize)
            let end: Int
            do {
                end = try field.terminator(from: 0)
            } catch {
                throw .unterminatedString(offset: start)
            }
            return field.withUnsafeBytes { String(decoding: $0[..<end], as: UTF8.self) }
        }
        sysname = try field(0)
        nodename = try field(1)
        release = try field(2)
        version = try field(3)
        machine = try field(4)
        domainname = try field(5)
    }
}
