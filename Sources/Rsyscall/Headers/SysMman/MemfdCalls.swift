extension SystemCalling where Self: ~Copyable {
    /// Makes a file of no file system, that lives as long as it is open or mapped.
    ///
    /// See `memfd_create(2)`. Give it bytes with ``OwnedFileDescriptor/ftruncate(_:)``.
    ///
    /// - Parameters:
    ///   - name: What `/proc` shows it as; need not be the only one so named.
    ///   - flags: How it is made.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func memfd_create(
        _ name: borrowing some InitializedPointer<String> & ~Copyable, _ flags: MFD = .cloexec
    ) async throws -> OwnedFileDescriptor {
        let task = self.task
        let result = try await task.withString(name) { name in
            try await task.syscall(.memfd_create, name, flags)
        }
        return OwnedFileDescriptor(result, of: task, neverWaits: true)
    }

    /// Makes a file of no file system, that lives as long as it is open or mapped.
    ///
    /// See `memfd_create(2)`. Give it bytes with ``OwnedFileDescriptor/ftruncate(_:)``.
    ///
    /// - Parameters:
    ///   - name: What `/proc` shows it as; need not be the only one so named.
    ///   - flags: How it is made.
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, ``SyscallError``, or ``Hangup``.
    public func memfd_create(_ name: String, _ flags: MFD = .cloexec) async throws -> OwnedFileDescriptor {
        try await memfd_create(try await task.pointer(to: name), flags)
    }
}
