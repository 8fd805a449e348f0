/// The reason that an operation on a pointer was refused. Nothing was changed.
public enum PointerError: Error, Hashable {
    /// The offset lies outside the pointer's `size` bytes.
    case splitOutOfBounds(at: Int, size: Int)
    /// The pointer has no end of this size that could be split off.
    case endOutOfBounds(size: Int, in: Int)
    /// The second pointer doesn't directly follow the first in one mapping.
    case notNeighbors(left: Address, leftSize: Int, right: Address, rightSize: Int)
    /// The value is longer than the pointer.
    case valueTooLong(byteCount: Int, size: Int)
    /// The alignment is not a power of two.
    case alignmentNotPowerOfTwo(Int)
    /// No address with this alignment leaves that many bytes before the pointer's end.
    case noRoomAligned(size: Int, alignment: Int, in: Int)
    /// The mapping doesn't show the pointer's bytes of the file, or one of the two mappings has copies of its pages.
    case notInMapping(Address, size: Int, mapping: MemoryRange)
    /// The two layouts differ in size.
    case sizesDiffer(Int, Int)
}

extension PointerError: CustomStringConvertible {
    /// A one-line message with the request and the reason for its refusal.
    public var description: String {
        switch self {
        case .splitOutOfBounds(let offset, let size):
            "cannot split \(size) bytes at offset \(offset)"
        case .endOutOfBounds(let size, let whole):
            "cannot split \(size) bytes from the end of \(whole)"
        case .notNeighbors(let left, let leftSize, let right, let rightSize):
            "cannot merge \(leftSize) bytes at \(left) with \(rightSize) bytes at \(right): not neighbors"
        case .valueTooLong(let count, let size):
            "a value of \(count) bytes does not fit a pointer of \(size)"
        case .alignmentNotPowerOfTwo(let alignment):
            "alignment \(alignment) is not a power of two"
        case .noRoomAligned(let size, let alignment, let whole):
            "no \(size) bytes aligned to \(alignment) in these \(whole)"
        case .notInMapping(let address, let size, let mapping):
            "the \(size) bytes at \(address) are of no file that \(mapping) shares"
        case .sizesDiffer(let left, let right):
            "\(left) bytes are not \(right) bytes"
        }
    }
}
