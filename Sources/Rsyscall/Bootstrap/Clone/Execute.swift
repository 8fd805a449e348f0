import CRsyscall
import SystemPackage

extension ClonedProcess {
    /// Executes a program in place of the child. See `execve(2)`.
    ///
    /// The signal mask becomes `mask`. Descriptors without ``OpenFlags/cloexec`` stay open.
    ///
    /// - Parameters:
    ///   - path: The program's file.
    ///   - arguments: All of them, the name first.
    ///   - environment: Lines of the form `NAME=value`.
    ///   - mask: Which signals the program starts with blocked; none, as programs expect.
    /// - Returns: The process, which is no longer of our memory.
    /// - Throws: ``Refused`` with the child, still usable: ``SyscallError``, ``MemoryEncodingError``,
    ///   ``AllocationError``, or ``Hangup``.
    public consuming func execve(
        _ path: FilePath, _ arguments: [CString], _ environment: [CString], mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        do {
            try await execute(Program(path: path), arguments, environment, mask)
        } catch {
            throw Refused(error, operand: self)
        }
        return executed()
    }

    /// Executes a program whose path starts at a directory, or which an open file is. See `execveat(2)`.
    ///
    /// - Parameters:
    ///   - base: The directory; or with ``AT/empty_path`` and an empty `path`, the program itself, such as a
    ///     memfd. Its descriptor is of the child's table.
    ///   - path: The program's file, relative to `base`.
    ///   - arguments: All of them, the name first.
    ///   - environment: Lines of the form `NAME=value`.
    ///   - flags: ``AT/empty_path`` or ``AT/symlink_nofollow``.
    ///   - mask: Which signals the program starts with blocked; none, as programs expect.
    /// - Returns: The process, which is no longer of our memory.
    /// - Throws: ``Refused`` with the child, still usable: ``DescriptorTableMismatch``, or what
    ///   ``execve(_:_:_:mask:)`` throws.
    public consuming func execveat(
        _ base: borrowing OwnedFileDescriptor, _ path: FilePath, _ arguments: [CString],
        _ environment: [CString], _ flags: AT = [], mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        do {
            let program = Program(path: path, base: try base.number(in: task), flags: flags)
            try await execute(program, arguments, environment, mask)
        } catch {
            throw Refused(error, operand: self)
        }
        return executed()
    }

    private func execute(
        _ program: Program, _ arguments: [CString], _ environment: [CString], _ mask: Sigset
    ) async throws {
        let path = try await task.pointer(to: program.path)
        let argv = try await task.pointer(to: try await ArgumentList(arguments, in: task))
        let envp = try await task.pointer(to: try await ArgumentList(environment, in: task))
        let blocked = try await task.pointer(to: Sigset.all)
        let unblocked = try await task.pointer(to: mask)
        // Until execve the child must take no signal, or it would run our handlers.
        try await task.setMask(unblocked)
        let request = program.request(path.memory.start, argv.memory.start, envp.memory.start)
        let start = ContinuousClock.now
        let result = await interface.execute(request)
        let words = { program.described(with: arguments, environment) }
        if task.tracer.isOn {
            task.tracer.record(
                program.call.name, words(), KernelTask.outcome(of: result ?? 0, program.call), in: pid,
                took: .now - start)
        }
        guard let result else { return }
        try await task.setMask(blocked)
        throw SyscallError(
            errno: Errno(rawValue: CInt(-result)), call: program.call.name,
            arguments: words(), process: pid)
    }
}

/// What is executed, and by which of the two calls.
private struct Program {
    let path: FilePath
    var base: FileDescriptorNumber?
    var flags: AT = []

    var call: SYS { base == nil ? .execve : .execveat }

    func request(_ path: UInt, _ argv: UInt, _ envp: UInt) -> SyscallRequest {
        guard let base else {
            return SyscallRequest(number: call.number, arguments: (path, argv, envp, 0, 0, 0), scope: .waits)
        }
        return SyscallRequest(
            number: call.number, arguments: (base.register, path, argv, envp, flags.register, 0),
            scope: .waits)
    }

    /// The call's arguments as strace prints them.
    func described(with arguments: [CString], _ environment: [CString]) -> [String] {
        let list = arguments.map { quoted($0.bytes, limit: 4096) }.joined(separator: ", ")
        let words = [
            quoted(CString(path).bytes, limit: 4096), "[\(list)]", "[/* \(environment.count) vars */]",
        ]
        guard let base else { return words }
        return [base.traced] + words + [flags.description]
    }
}

extension KernelTask {
    fileprivate func setMask(_ mask: borrowing WrittenPointer<Sigset>) async throws {
        try await withValue(mask) { mask in
            _ = try await syscall(
                .sigprocmask, scope: .thread, SIG_HOW.setmask, mask, Address.null, Sigset.byteCount)
        }
    }
}
