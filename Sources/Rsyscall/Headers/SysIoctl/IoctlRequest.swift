/// A request of `ioctl`, with how it passes its argument; see `ioctl(2)`.
///
/// For example, `terminal.ioctl(.tiocgwinsz)` returns a ``Winsize``, and takes no argument.
public struct IoctlRequest<Use: IoctlPassing>: CallArgument, Hashable, Sendable {
    /// A register.
    public typealias Placement = InRegister

    /// The number.
    public let rawValue: CUnsignedInt
    /// Its name in C, if it has one here.
    private let name: StaticString?
    /// The effects that the call doesn't have with this request.
    private let removed: Effects

    /// Creates a request that has no name here.
    ///
    /// A driver may do anything at all with the argument. The number and the driver's documentation must agree with
    /// `Use`, or the kernel may write to any memory of the process.
    public init(unsafe number: CUnsignedInt) {
        rawValue = number
        name = nil
        removed = []
    }

    init(_ number: CUnsignedInt, _ name: StaticString, removing removed: Effects = []) {
        rawValue = number
        self.name = name
        self.removed = removed
    }

    /// Always `false`.
    public static var usesFrame: Bool { false }

    /// Places the number.
    ///
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` if the request says that the kernel reads or writes more
    ///   bytes than `Use` has.
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand
    {
        for (count, size) in [(readByteCount, Use.readByteCount), (writtenByteCount, Use.writtenByteCount)] {
            guard count <= size else { throw PointerError.valueTooLong(byteCount: count, size: size) }
        }
        return Operand(.word, UInt(rawValue), removing: removed)
    }

    /// The name, or the number in hexadecimal.
    public var traced: String { name?.description ?? "0x" + String(rawValue, radix: 16) }

    /// The number of bytes that the kernel reads, as the number says; 0 for numbers older than that rule.
    var readByteCount: Int { rawValue & 1 << 30 != 0 ? encodedByteCount : 0 }
    /// The number of bytes that the kernel writes, as the number says; 0 for numbers older than that rule.
    var writtenByteCount: Int { rawValue & 1 << 31 != 0 ? encodedByteCount : 0 }

    private var encodedByteCount: Int { Int(rawValue >> 16 & 0x3fff) }

    /// Returns whether the numbers are the same.
    public static func == (left: IoctlRequest, right: IoctlRequest) -> Bool {
        left.rawValue == right.rawValue
    }
    /// Hashes the number.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension IoctlRequest: CustomStringConvertible {
    /// The name, or the number in hexadecimal.
    public var description: String { traced }
}

/// A request that a table has, for the test that compares its number with its use.
struct KnownRequest: Sendable {
    let name: String
    let rawValue: CUnsignedInt
    /// What its number says.
    let encoded: (read: Int, written: Int)
    /// What its use has.
    let used: (read: Int, written: Int)

    init<Use>(_ request: IoctlRequest<Use>) {
        name = request.traced
        rawValue = request.rawValue
        encoded = (request.readByteCount, request.writtenByteCount)
        used = (Use.readByteCount, Use.writtenByteCount)
    }
}
