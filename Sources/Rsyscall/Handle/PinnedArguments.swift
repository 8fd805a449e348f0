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

/// A value that a call reads from memory; printed itself where it is known, else its address.
struct ValueArgument<Value>: SyscallArgument {
    let register: UInt
    let value: Value?

    init(_ address: borrowing PinnedAddress, _ value: Value?) {
        register = address.register
        self.value = value
    }

    var traced: String {
        switch value {
        case let path as FilePath: quoted(CString(path).bytes, limit: 4096)
        case let text as String: quoted(text.utf8, limit: 4096)
        case let value as any CustomStringConvertible: value.description
        default: Address(register).description
        }
    }
}

extension KernelTask {
    /// Runs `body` with the address of a path, pinned.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` where the path does not end in its
    ///   memory: the kernel would read on.
    func withPath<Outcome: ~Copyable>(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable,
        _ body: (ValueArgument<FilePath>) async throws -> Outcome
    ) async throws -> Outcome {
        let value = path.knownValue
        if value == nil { try await path.withInitializedBytes { _ = try $0.terminator(from: 0) } }
        return try await path.withPinned(in: addressSpace) { address in
            try await body(ValueArgument(address, value))
        }
    }

    /// Runs `body` with the address of a string, pinned.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)`` where the string does not end in its
    ///   memory: the kernel would read on.
    func withString<Outcome: ~Copyable>(
        _ string: borrowing some InitializedPointer<String> & ~Copyable,
        _ body: (ValueArgument<String>) async throws -> Outcome
    ) async throws -> Outcome {
        let value = string.knownValue
        if value == nil { try await string.withInitializedBytes { _ = try $0.terminator(from: 0) } }
        return try await string.withPinned(in: addressSpace) { address in
            try await body(ValueArgument(address, value))
        }
    }

    /// Runs `body` with the address of a value of fixed size, pinned.
    ///
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` where the memory is shorter than such a
    ///   value: the kernel would read on.
    func withValue<Value: FixedSize, Outcome: ~Copyable>(
        _ pointer: borrowing some InitializedPointer<Value> & ~Copyable,
        _ body: (ValueArgument<Value>) async throws -> Outcome
    ) async throws -> Outcome {
        let value = pointer.knownValue
        let count = pointer.initializedByteCount
        guard count >= Value.byteCount else {
            throw PointerError.valueTooLong(byteCount: Value.byteCount, size: count)
        }
        return try await pointer.withPinned(in: addressSpace) { address in
            try await body(ValueArgument(address, value))
        }
    }
}

extension Pointer where Pointee: FixedSize & ~Copyable {
    /// The address, for a call by `task` that fills one value.
    ///
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` where the memory is shorter than that, or
    ///   ``AddressSpaceMismatch``.
    func argumentForOne(_ task: KernelTask) throws -> MemoryArgument {
        try memory.checkRoom(Pointee.byteCount)
        return try memory.argument(for: task)
    }

    /// Takes the one value that the kernel has filled; the variable keeps the rest.
    mutating func takeOne() throws(PointerError) -> ReadablePointer<Pointee> {
        try takeFilled(Pointee.byteCount)
    }
}

extension OwnedMemory {
    /// - Throws: ``PointerError/valueTooLong(byteCount:size:)`` where the kernel would write more bytes
    ///   than these.
    func checkRoom(_ count: Int) throws(PointerError) {
        guard size >= count else { throw .valueTooLong(byteCount: count, size: size) }
    }
}
