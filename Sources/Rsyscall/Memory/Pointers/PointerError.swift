/// What cannot be done with a pointer. Whatever it was has not been done, and nothing was lost.
public enum PointerError: Error, Hashable {
    /// A pointer of `size` bytes has no byte at this offset to be split at.
    case splitOutOfBounds(at: Int, size: Int)
    /// A pointer has no end of this size to be split off.
    case endOutOfBounds(size: Int, in: Int)
    /// The second pointer does not start where the first ends, in one mapping.
    case notNeighbours(left: Address, leftSize: Int, right: Address, rightSize: Int)
    /// The value has more bytes than the pointer.
    case valueTooLong(byteCount: Int, size: Int)
    /// An alignment that no address can have.
    case alignmentNotPowerOfTwo(Int)
    /// No address so aligned leaves that many bytes before the pointer's end.
    case noRoomAligned(size: Int, alignment: Int, in: Int)
    /// The pointer's bytes are not of the file, or not of the part of it, that the mapping shows; or one of the
    /// two mappings has copies of its pages.
    case notInMapping(Address, size: Int, mapping: MemoryRange)
    /// The layout has another size.
    case sizesDiffer(Int, Int)
}

extension PointerError: CustomStringConvertible {
    /// What was asked, and by how much it does not fit.
    public var description: String {
        switch self {
        case .splitOutOfBounds(let offset, let size):
            "cannot split \(size) bytes at offset \(offset)"
        case .endOutOfBounds(let size, let whole):
            "cannot split \(size) bytes from the end of \(whole)"
        case .notNeighbours(let left, let leftSize, let right, let rightSize):
            "cannot merge \(leftSize) bytes at \(left) with \(rightSize) bytes at \(right): not neighbours"
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
