extension SystemCalling where Self: ~Copyable {
    /// Fills `buffer` with random bytes, or its first part. See `getrandom(2)`.
    ///
    /// - Returns: The part of `buffer` that was filled; the variable keeps the rest.
    /// - Throws: ``SyscallError``, or ``Hangup``; `buffer` is as it was.
    public func getrandom(
        into buffer: inout Pointer<Bytes>, _ flags: GRND = []
    ) async throws -> ReadablePointer<Bytes> {
        let scope: SyscallScope = flags.contains(.nonblock) || flags.contains(.insecure) ? .process : .waits
        let count = try await task.syscall(
            .getrandom, scope: scope, try buffer.memory.argument(for: task), buffer.size, flags)
        return try buffer.takeFilled(count)
    }

    /// Random bytes, `count` of them or fewer. See `getrandom(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func getrandom(_ count: Int, _ flags: GRND = []) async throws -> [UInt8] {
        var buffer = try await task.allocate(Bytes.self, count: count)
        return try await getrandom(into: &buffer, flags).read().array
    }
}
