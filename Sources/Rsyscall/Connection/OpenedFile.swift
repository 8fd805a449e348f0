/// The result of a call that returns a descriptor: its number, and what the calls on its file may wait for.
///
/// A connection that knows the latter notes it in the upper half of the result, which the kernel leaves zero.
@usableFromInline
struct OpenedFile {
    @usableFromInline let number: FileDescriptorNumber
    @usableFromInline let kind: FileKind

    private static let noteShift = 32

    @usableFromInline
    init(_ result: Int) {
        number = FileDescriptorNumber(CInt(truncatingIfNeeded: result))
        kind = FileKind(rawValue: UInt8(truncatingIfNeeded: result >> Self.noteShift)) ?? .unknown
    }

    static func noting(_ result: Int, _ kind: FileKind) -> Int {
        result < 0 ? result : result | Int(kind.rawValue) << noteShift
    }
}
