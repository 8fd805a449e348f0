public import SystemPackage

/// The reason that memory wasn't allocated.
public enum AllocationError: Error, Hashable {
    /// The size in bytes is negative.
    case negativeSize(Int)
    /// The alignment is not a power of two.
    case alignmentNotPowerOfTwo(Int)
    /// The size is larger than an address space, or its computation overflows.
    case tooLarge(size: Int, alignment: Int)
    /// This many elements of this size take more bytes than can be counted.
    case tooManyElements(Int, elementByteCount: Int)
    /// The kernel refused to map that many bytes; see `mmap(2)`.
    case refused(size: Int, Errno)
}

extension AllocationError: CustomStringConvertible {
    /// A one-line message with the request and the reason for its refusal.
    public var description: String {
        switch self {
        case .negativeSize(let size): "cannot allocate \(size) bytes"
        case .alignmentNotPowerOfTwo(let alignment): "alignment \(alignment) is not a power of two"
        case .tooLarge(let size, let alignment):
            "\(size) bytes aligned to \(alignment) are more than an address space has"
        case .tooManyElements(let count, let size):
            "\(count) elements of \(size) bytes are more than an address space has"
        case .refused(let size, let errno): "no memory for \(size) bytes: \(errno)"
        }
    }
}
