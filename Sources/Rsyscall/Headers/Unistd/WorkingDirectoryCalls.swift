public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Makes the directory at `path` the working directory. See `chdir(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func chdir(_ path: borrowing some InitializedPointer<FilePath> & ~Copyable) async throws {
        try await task.withPath(path) { path in
            _ = try await task.syscall(.chdir, scope: .thread, path)
        }
    }

    /// Makes the directory at `path` the working directory. See `chdir(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, or ``Hangup``.
    public func chdir(_ path: FilePath) async throws {
        try await chdir(try await task.pointer(to: path))
    }

    /// Makes the directory the working directory. See `fchdir(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, with `ENOTDIR` where it is none, or
    ///   ``Hangup``.
    public func fchdir(_ directory: borrowing OwnedFileDescriptor) async throws {
        try await task.syscall(.fchdir, scope: .thread, try directory.number(in: task))
    }

    /// Makes the directory at `path` the root of absolute paths; the working directory stays.
    ///
    /// See `chroot(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` without ``CAP/sys_chroot``, or ``Hangup``.
    public func chroot(_ path: borrowing some InitializedPointer<FilePath> & ~Copyable) async throws {
        try await task.withPath(path) { path in
            _ = try await task.syscall(.chroot, scope: .thread, path)
        }
    }

    /// Makes the directory at `path` the root of absolute paths; the working directory stays.
    ///
    /// See `chroot(2)`.
    ///
    /// - Throws: ``AllocationError``, ``SyscallError``, with `EPERM` without ``CAP/sys_chroot``, or
    ///   ``Hangup``.
    public func chroot(_ path: FilePath) async throws {
        try await chroot(try await task.pointer(to: path))
    }
}
