import CRsyscall
import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Opens a pidfd of a child, and never of a process that has taken over its number: `pidfd_open(2)`.
    ///
    /// - Throws: `ESRCH` if the child has ended, or ``Mismatch`` if this process and the one that made the child are in
    ///   different pid namespaces.
    public func pidfd_open(_ child: borrowing ChildProcess) async throws -> OwnedFileDescriptor {
        let number = try child.pid(in: process)
        let pidfd = try await pidfd_open(number)
        // As long as the child isn't reaped its number is its own, and so it was when the pidfd was opened.
        guard child.record.send(.absent) != -Int(ESRCH) else {
            throw SyscallError(
                errno: .noSuchProcess, call: SYS.pidfd_open.name, arguments: ["\(number)"],
                process: process.pid)
        }
        return pidfd
    }
}
