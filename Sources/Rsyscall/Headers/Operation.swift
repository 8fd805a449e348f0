/// How the kernel uses an argument, if that depends on the operation of a call, as with `fcntl`.
struct MemoryUse {
    enum Kind {
        case unknown
        case numbers
        case reads
        case writes
    }

    fileprivate let kind: Kind
    fileprivate let byteCount: Int

    /// The kernel may take it for an address.
    static var unknown: MemoryUse { MemoryUse(kind: .unknown, byteCount: 0) }

    /// It and those after it are numbers.
    static var numbers: MemoryUse { MemoryUse(kind: .numbers, byteCount: 0) }

    /// The kernel reads a value at this address.
    static func reads<Value: FixedSize>(_ type: Value.Type) -> MemoryUse {
        MemoryUse(kind: .reads, byteCount: Value.byteCount)
    }

    /// The kernel writes a value at this address, and may read one first.
    static func writes<Value: FixedSize>(_ type: Value.Type) -> MemoryUse {
        MemoryUse(kind: .writes, byteCount: Value.byteCount)
    }
}

/// An operation of a call that has many, such as `fcntl`, which decides what the other arguments are.
protocol Operation: CallArgument, Sendable where Placement == InRegister {
    /// The call that has the operation.
    static var call: SYS { get }
    /// How the kernel uses the operation's argument.
    var memoryUse: MemoryUse { get }
}

extension FcntlCommand: Operation {
    static var call: SYS { .fcntl }
}

extension PR: Operation {
    static var call: SYS { .prctl }
}

extension Operation {
    /// Checks that the kernel uses memory of `byteCount` bytes, which the call is given, in this way.
    ///
    /// - Throws: `EINVAL`, as the kernel would if it could distinguish a number from an address; or
    ///   ``PointerError/valueTooLong(byteCount:size:)``.
    func check(_ kind: MemoryUse.Kind, of byteCount: Int, for process: LinuxProcess) throws {
        guard memoryUse.kind == kind else { throw refusal(in: process) }
        guard byteCount >= memoryUse.byteCount else {
            throw PointerError.valueTooLong(byteCount: memoryUse.byteCount, size: byteCount)
        }
    }

    fileprivate func refusal(in process: LinuxProcess) -> SyscallError {
        SyscallError(
            errno: .invalidArgument, call: Self.call.name, arguments: [traced], process: process.pid)
    }
}

/// An operation that is made with numbers.
struct WithNumbers<Base: Operation>: CallArgument, Sendable {
    typealias Placement = InRegister

    private let base: Base

    init(_ base: Base) { self.base = base }

    static var usesFrame: Bool { Base.usesFrame }

    /// - Throws: `EINVAL` if the kernel takes the argument for an address, or ``Unsupported`` if it is not known
    ///   whether it does.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        switch base.memoryUse.kind {
        case .numbers: return try base.place(in: &frame, for: process, Seal())
        case .reads, .writes: throw base.refusal(in: process)
        case .unknown: throw Unsupported(Base.call, "a number as the argument of \(base)")
        }
    }

    var traced: String { base.traced }
}
