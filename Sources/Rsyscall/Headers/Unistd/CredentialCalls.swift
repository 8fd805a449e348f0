public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Starts a session, and a process group, led by the process. See `setsid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setsid() async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.setsid, scope: .thread)))
    }

    /// The process group of a process; 0 means this one. See `getpgid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getpgid(_ pid: ProcessID = ProcessID(0)) async throws -> ProcessID {
        ProcessID(CInt(truncatingIfNeeded: try await task.syscall(.getpgid, scope: .process, pid)))
    }

    /// Moves a process, 0 for this one, into a process group, 0 for its own. See `setpgid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setpgid(_ pid: ProcessID = ProcessID(0), _ group: ProcessID = ProcessID(0)) async throws {
        try await task.syscall(.setpgid, scope: .thread, pid, group)
    }

    /// Sets the users of the process. See `setuid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setuid(_ user: Uid) async throws {
        try await task.syscall(.setuid, scope: .thread, user)
    }

    /// Sets the groups of the process. See `setgid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setgid(_ group: Gid) async throws {
        try await task.syscall(.setgid, scope: .thread, group)
    }

    /// Sets the real and the effective user. See `setreuid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setreuid(_ real: Uid, _ effective: Uid) async throws {
        try await task.syscall(.setreuid, scope: .thread, real, effective)
    }

    /// Sets the real and the effective group. See `setregid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setregid(_ real: Gid, _ effective: Gid) async throws {
        try await task.syscall(.setregid, scope: .thread, real, effective)
    }

    /// Sets the real, the effective and the saved user. See `setresuid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setresuid(_ real: Uid, _ effective: Uid, _ saved: Uid) async throws {
        try await task.syscall(.setresuid, scope: .thread, real, effective, saved)
    }

    /// Sets the real, the effective and the saved group. See `setresgid(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setresgid(_ real: Gid, _ effective: Gid, _ saved: Gid) async throws {
        try await task.syscall(.setresgid, scope: .thread, real, effective, saved)
    }

    /// Signals a process, or with a negative number a process group. See `kill(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func kill(_ pid: ProcessID, _ signal: SIG) async throws {
        try await task.syscall(.kill, scope: .process, pid, signal)
    }

    /// Signals one thread of a process. See `tgkill(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func tgkill(_ process: ProcessID, _ thread: ProcessID, _ signal: SIG) async throws {
        try await task.syscall(.tgkill, scope: .process, process, thread, signal)
    }

    /// Sets the execution domain and its flags, and gives those before. See `personality(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func personality(_ persona: UInt32) async throws -> Int {
        try await task.syscall(.personality, scope: .thread, persona)
    }

    /// The priority as 20 minus the nice value, from 1 to 40. See `getpriority(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func getpriority(_ which: PRIO, _ who: ProcessID = ProcessID(0)) async throws -> Int {
        try await task.syscall(.getpriority, scope: .thread, which, who)
    }

    /// Sets the nice value, from -20 to 19. See `setpriority(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setpriority(_ which: PRIO, _ who: ProcessID = ProcessID(0), _ nice: CInt) async throws {
        try await task.syscall(.setpriority, scope: .thread, which, who, nice)
    }

    /// Sets the supplementary groups. See `setgroups(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func setgroups(_ groups: [Gid]) async throws {
        let pointer = try await task.pointer(to: groups.map(\.rawValue))
        try await task.syscall(
            .setgroups, scope: .thread, groups.count, try pointer.memory.argument(for: task))
    }

    /// Sets the host name of the process's UTS namespace. See `sethostname(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func sethostname(_ name: String) async throws {
        let pointer = try await task.pointer(to: name)
        try await task.syscall(
            .sethostname, scope: .thread, try pointer.memory.argument(for: task), pointer.valueByteCount - 1)
    }

    /// Sets which permission bits new files do not get, and gives those before. See `umask(2)`.
    ///
    /// - Throws: ``Hangup``.
    @discardableResult
    public func umask(_ mask: Mode) async throws -> Mode {
        Mode(rawValue: UInt32(truncatingIfNeeded: try await task.syscall(.umask, scope: .thread, mask)))
    }

    /// Makes the directory at `path` the working directory. See `chdir(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func chdir(_ path: FilePath) async throws {
        let pointer = try await task.pointer(to: path)
        try await task.withPath(pointer) { path in
            _ = try await task.syscall(.chdir, scope: .thread, path)
        }
    }

    /// Makes the directory the working directory. See `fchdir(2)`.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, or ``Hangup``.
    public func fchdir(_ directory: borrowing OwnedFileDescriptor) async throws {
        try await task.syscall(.fchdir, scope: .thread, try directory.number(in: task))
    }

    /// Makes the directory at `path` the root. See `chroot(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func chroot(_ path: FilePath) async throws {
        let pointer = try await task.pointer(to: path)
        try await task.withPath(pointer) { path in
            _ = try await task.syscall(.chroot, scope: .thread, path)
        }
    }

    /// Closes the descriptors from `first` to `last`, or marks them to be closed by `execve`.
    ///
    /// See `close_range(2)`. Nobody may own them.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func close_range(
        _ first: FileDescriptorNumber, _ last: FileDescriptorNumber = FileDescriptorNumber(CInt.max),
        cloexec: Bool = false
    ) async throws {
        try await task.syscall(.close_range, scope: .thread, first, last, cloexec ? 4 : 0)
    }
}
