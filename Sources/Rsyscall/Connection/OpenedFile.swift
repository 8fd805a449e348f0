/// The result of a call that returns a descriptor: its number, and whether no call on its file waits.
///
/// A connection that knows the latter notes it in the upper half of the result, which the kernel leaves zero.
@usableFromInline
struct OpenedFile {
    @usableFromInline let number: FileDescriptorNumber
    @usableFromInline let neverWaits: Bool

    private static let note = 1 << 32

    @usableFromInline
    init(_ result: Int) {
        number = FileDescriptorNumber(CInt(truncatingIfNeeded: result))
        neverWaits = result & Self.note != 0
    }

    static func noting(_ result: Int) -> Int { result < 0 ? result : result | note }
}
