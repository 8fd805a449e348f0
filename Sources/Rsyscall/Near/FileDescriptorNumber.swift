import CRsyscall

/// The number of a file descriptor: an index into one descriptor table, and meaningless in any other.
///
/// A number owns nothing. ``OwnedFileDescriptor`` is the handle that does.
public struct FileDescriptorNumber: RawRepresentable, Hashable, Sendable {
    /// The number as the kernel counts it.
    public let rawValue: CInt

    /// Creates a number, whether or not a descriptor with it is open.
    @inlinable
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// Creates a number, whether or not a descriptor with it is open.
    @inlinable
    public init(_ rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension FileDescriptorNumber: Comparable {
    /// Whether `left` is the smaller number.
    @inlinable
    public static func < (left: FileDescriptorNumber, right: FileDescriptorNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension FileDescriptorNumber {
    /// Standard input, which is 0.
    public static var standardInput: FileDescriptorNumber { FileDescriptorNumber(0) }
    /// Standard output, which is 1.
    public static var standardOutput: FileDescriptorNumber { FileDescriptorNumber(1) }
    /// Standard error, which is 2.
    public static var standardError: FileDescriptorNumber { FileDescriptorNumber(2) }

    /// The lowest number that is not one of the standard streams.
    static let afterStandardStreams = FileDescriptorNumber(3)
    /// `AT_FDCWD`, which stands for the working directory.
    @usableFromInline static var workingDirectory: FileDescriptorNumber {
        FileDescriptorNumber(CInt(AT_FDCWD))
    }
}

extension ClosedRange<FileDescriptorNumber> {
    /// All numbers that a descriptor can have.
    static var all: ClosedRange<FileDescriptorNumber> {
        FileDescriptorNumber(0)...FileDescriptorNumber(CInt.max)
    }
}

extension FileDescriptorNumber: CustomStringConvertible {
    /// The number in decimal, as `/proc/self/fd` names it.
    public var description: String { String(rawValue) }
}
