/// What the operation of a call with many, such as `fcntl`, does with memory whose address is its argument.
struct MemoryUse {
    enum Kind {
        case none
        case reads
        case writes
    }

    private let kind: Kind
    private let byteCount: Int

    /// None that is known.
    static var none: MemoryUse { MemoryUse(kind: .none, byteCount: 0) }

    /// Reads a value.
    static func reads<Value: FixedSize>(_ type: Value.Type) -> MemoryUse {
        MemoryUse(kind: .reads, byteCount: Value.byteCount)
    }

    /// Writes a value, and may read one first.
    static func writes<Value: FixedSize>(_ type: Value.Type) -> MemoryUse {
        MemoryUse(kind: .writes, byteCount: Value.byteCount)
    }

    /// Checks that `operation` of `call` uses `size` bytes of memory in this way.
    ///
    /// - Throws: What the kernel would report, could it distinguish a number from an address; or
    ///   ``PointerError/valueTooLong(byteCount:size:)``.
    func check(
        _ kind: Kind, of size: Int = 0, by call: SYS, _ operation: some CallArgument,
        for process: LinuxProcess
    ) throws {
        guard self.kind == kind else {
            throw SyscallError(
                errno: .invalidArgument, call: call.name, arguments: [operation.traced], process: process.pid)
        }
        guard size >= byteCount else { throw PointerError.valueTooLong(byteCount: byteCount, size: size) }
    }
}
