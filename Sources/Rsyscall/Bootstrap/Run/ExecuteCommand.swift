import SystemPackage

extension ClonedProcess {
    /// Executes a command in place of the child.
    ///
    /// - Parameters:
    ///   - command: The command. A program without a slash in its name is looked up in the `PATH` of the resulting
    ///     environment, as the child sees it.
    ///   - environment: The variables to which the command's updates are applied; by default our own.
    ///   - mask: The signals that the program starts with blocked; by default none, as programs expect.
    /// - Returns: The child, which now runs the command.
    /// - Throws: ``Refused`` with the child, which is still usable. The reason is
    ///   ``CommandError/notFound(name:path:)``, ``CommandError/invalidVariable(name:)``, or a ``SyscallError`` if the
    ///   program exists but may not be executed.
    public consuming func exec(
        _ command: Command, environment: Environment = .current, mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        try await exec(command, environment: environment, mask: mask) { _ in }
    }

    /// Executes a command after the calls that `prepare` records, in the same trip.
    consuming func exec(
        _ command: Command, environment: Environment, mask: Sigset = .empty,
        after prepare: (inout Program) throws -> Void
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        let environment = command.applied(to: environment)
        let (path, lines): (FilePath, [CString])
        do {
            lines = try environment.lines
            path = try await environment.which(command.program, in: process)
        } catch {
            throw Refused(error, operand: self)
        }
        return try await execve(
            path, [command.program] + command.arguments, lines, mask: mask, after: prepare)
    }
}
