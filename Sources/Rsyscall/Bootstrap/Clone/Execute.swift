extension ClonedProcess {
    /// Executes a program in place of the child. See `execve(2)`.
    ///
    /// The signal mask becomes `mask`. Descriptors without ``OpenFlags/cloexec`` stay open.
    ///
    /// - Parameters:
    ///   - path: The program's file.
    ///   - arguments: All arguments, starting with the program's name.
    ///   - environment: Lines of the form `NAME=value`.
    ///   - mask: The signals that the program starts with blocked; by default none, as programs expect.
    /// - Returns: The child, which no longer shares our memory.
    /// - Throws: ``Refused`` with the child, which is still usable.
    public consuming func execve(
        _ path: some PathArgument & Sendable, _ arguments: [CString], _ environment: [CString],
        mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        try await execve(path, arguments, environment, mask: mask) { _ in }
    }

    /// Executes a program after the calls that `prepare` records, in the same trip.
    consuming func execve(
        _ path: some PathArgument & Sendable, _ arguments: [CString], _ environment: [CString], mask: Sigset,
        after prepare: (inout Program) throws -> Void
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        do {
            try await execute(mask, after: prepare) { program in
                let _: Later<Int> = try program.record(
                    .execve, path, WordList(arguments), WordList(environment, counted: true))
            }
        } catch {
            throw Refused(error, operand: self)
        }
        return executed()
    }

    /// Executes a program that is given relative to a directory, or as an open file. See `execveat(2)`.
    ///
    /// - Parameters:
    ///   - base: The directory, of the child's descriptor table. With ``AT/empty_path`` and an empty `path` it is the
    ///     program itself, such as a memfd.
    ///   - path: The program's file, relative to `base`.
    ///   - arguments: All arguments, starting with the program's name.
    ///   - environment: Lines of the form `NAME=value`.
    ///   - flags: ``AT/empty_path`` or ``AT/symlink_nofollow``.
    ///   - mask: The signals that the program starts with blocked; by default none, as programs expect.
    /// - Returns: The child, which no longer shares our memory.
    /// - Throws: ``Refused`` with the child, which is still usable.
    public consuming func execveat(
        _ base: borrowing OwnedFileDescriptor, _ path: some PathArgument & Sendable, _ arguments: [CString],
        _ environment: [CString], _ flags: AT = [], mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        do {
            let number = try base.number(in: process)
            try await execute(mask) { program in
                let _: Later<Int> = try program.record(
                    .execveat, number, path, WordList(arguments), WordList(environment, counted: true), flags)
            }
        } catch {
            throw Refused(error, operand: self)
        }
        return executed()
    }

    /// Makes the calls that `record` records, the last of which executes the program, with the signal mask that the new program is to have.
    ///
    /// A child that serves calls must take no signal, which could end or stop it. So it blocks all again if the call is
    /// refused.
    func execute(
        _ mask: Sigset, after prepare: (inout Program) throws -> Void = { _ in },
        _ record: (inout Program) throws -> Void
    ) async throws {
        var program = process.program()
        try prepare(&program)
        try program.record(.sigprocmask, SIG_HOW.setmask, mask, Address.null, Sigset.byteCount)
        program.stopsOnRefusal = false
        try record(&program)
        let last = program.steps.count - 1
        try program.record(.sigprocmask, SIG_HOW.setmask, Sigset.all, Address.null, Sigset.byteCount)
        _ = try await program.run().requireExecuted(by: last)
    }
}

extension ProgramResults {
    /// - Throws: ``SyscallError`` if the call with this index was refused.
    fileprivate func requireExecuted(by index: Int) throws {
        if let refusal = refusal(of: index) { throw refusal }
    }
}
