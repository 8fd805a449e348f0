import SystemPackage

/// Memory that a call uses, for as long as the wrapper that makes the call holds the pointer.
struct MemoryArgument: SyscallArgument {
    let register: UInt
    var traced: String { Address(register).description }
}

extension OwnedMemory {
    /// The address, for a call that `task` makes while this memory is borrowed.
    ///
    /// - Throws: ``AddressSpaceMismatch``.
    func argument(for task: KernelTask) throws(AddressSpaceMismatch) -> MemoryArgument {
        try check(task.addressSpace)
        return MemoryArgument(register: start)
    }
}

extension Pointer where Pointee: ~Copyable {
    /// Takes the first `count` bytes, which the kernel has filled; the variable keeps the rest.
    mutating func takeFilled(_ count: Int) throws(PointerError) -> ReadablePointer<Pointee> {
        let rest = try memory.cut(at: count)
        let filled = ReadablePointer<Pointee>(memory)
        self = Pointer(rest)
        return filled
    }
}

/// A path that a call reads from memory; printed itself where it is known, else its address.
struct PathArgument: SyscallArgument {
    let register: UInt
    let value: FilePath?
    var traced: String { value.map { quoted($0.string.utf8, limit: 4096) } ?? Address(register).description }
}

extension KernelTask {
    /// Runs `body` with the address of a path, pinned.
    func withPath<Outcome: ~Copyable>(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ body: (PathArgument) async throws -> Outcome
    ) async throws -> Outcome {
        let value = path.knownValue
        return try await path.withPinned(in: addressSpace) { address in
            try await body(PathArgument(register: address.register, value: value))
        }
    }
}

extension OwnedMemory {
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` where the kernel would write more bytes
    ///   than these.
    func checkRoom(_ count: Int) throws(PointerError) {
        guard size >= count else { throw .valueTooLong(byteCount: count, size: size) }
    }
}
