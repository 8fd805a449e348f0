import CRsyscall
public import SystemPackage

extension PathBase where Self: ~Copyable {
    /// Opens the file at `path`, relative to this directory, or makes it with `mode` where `flags` say so.
    ///
    /// See `openat(2)`. Add ``OpenFlags/cloexec`` unless a program that is executed later is to have
    /// the descriptor.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func openat(
        _ path: borrowing some InitializedPointer<FilePath> & ~Copyable, _ flags: OpenFlags, mode: Mode = []
    ) async throws -> OwnedFileDescriptor {
        let base = try pathBase()
        let task = self.task
        return try await task.withPath(path) { path in
            let kind = try await task.kindOfFile(base, path, flags)
            let result = try await task.syscall(
                .openat, scope: kind == .waits ? .waits : .process, base, path, flags,
                NewFileMode(mode: mode, flags: flags))
            return OwnedFileDescriptor(result, of: task, neverWaits: kind == .regular)
        }
    }

    /// Opens the file at `path`, relative to this directory, or makes it with `mode` where `flags` say so.
    ///
    /// See `openat(2)`. Add ``OpenFlags/cloexec`` unless a program that is executed later is to have
    /// the descriptor.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func openat(
        _ path: FilePath, _ flags: OpenFlags, mode: Mode = []
    ) async throws -> OwnedFileDescriptor {
        try await openat(try await task.pointer(to: path), flags, mode: mode)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Opens the file at `path`, or makes it with `mode` where `flags` say so.
    ///
    /// See `open(2)`. Add ``OpenFlags/cloexec`` unless a program that is executed later is to have
    /// the descriptor.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func open(
        _ path: FilePath, _ flags: OpenFlags, mode: Mode = []
    ) async throws -> OwnedFileDescriptor {
        try await openat(path, flags, mode: mode)
    }
}

/// The mode of a file that is made; strace shows none where none is.
private struct NewFileMode: SyscallArgument {
    let mode: Mode
    let flags: OpenFlags
    var register: UInt { mode.register }
    var traced: String { flags.contains(.creat) || flags.contains(.tmpfile) ? mode.traced : "" }
}

/// What is known of a file before it is opened.
private enum FileKind {
    /// Neither opening it nor reading it waits.
    case regular
    /// Opening it may wait for someone at the other end.
    case waits
    case other
}

extension KernelTask {
    /// Finds out whether the open would block our own thread, where it would be made on one.
    fileprivate func kindOfFile(
        _ base: FileDescriptorNumber, _ path: ValueArgument<FilePath>, _ flags: OpenFlags
    ) async throws -> FileKind {
        guard interface.callsOnCallingThread,
            flags.isDisjoint(with: [.nonblock, .path, .directory, .tmpfile])
        else { return .other }
        var buffer = try await allocate(FileStatus.self)
        let followed: AT = flags.contains(.nofollow) ? .symlink_nofollow : []
        // Not through syscall(), since a trace is to show what the caller asked for.
        let result = try await interface.syscall(
            SyscallRequest(
                number: Int(__NR_newfstatat),
                arguments: (
                    base.register, path.register, try buffer.memory.argument(for: self).register,
                    followed.register, 0, 0
                ),
                scope: .process))
        guard result == 0 else { return .other }
        let stat = try await buffer.takeFilled(FileStatus.byteCount).read()
        switch stat.fileType {
        // Files that are made up as they are read say that they are empty, and reading some of them waits.
        case .reg: return stat.size > 0 ? .regular : .other
        case .ifo, .chr: return .waits
        default: return .other
        }
    }
}
