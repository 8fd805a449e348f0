extension SystemCalling where Self: ~Copyable {
    /// This process's own handle of a descriptor that it shares, or got a copy of together with its table.
    ///
    /// - Throws: ``DescriptorTableMismatch`` where the descriptor is neither of this process's table nor of
    ///   the one that it was copied from, ``DescriptorNotCopied`` where it was opened after that,
    ///   ``SyscallError`` with `EBADF` where this process has closed it, or ``Hangup``.
    public func inherit(_ descriptor: borrowing OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        let table = task.descriptorTable
        let number = descriptor.number
        if descriptor.table !== table {
            guard table.isCopy(of: descriptor.table) else {
                throw DescriptorTableMismatch(task: table, descriptor: descriptor.table)
            }
            guard table.hasCopy(of: number) else { throw DescriptorNotCopied(number: number) }
            if table.own(number) {
                do {
                    try await task.syscall(.fcntl, number, FcntlCommand.getfd)
                } catch {
                    table.disown(number)
                    throw error
                }
                return OwnedFileDescriptor(number, of: task, neverWaits: descriptor.neverWaits)
            }
        }
        // Owned here already: another number, so that each handle closes its own.
        let result = try await task.syscall(
            .fcntl, number, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
        return OwnedFileDescriptor(result, of: task, neverWaits: descriptor.neverWaits)
    }

    /// Closes the close-on-exec descriptors that came with the copy of a table and that no handle of this
    /// process owns.
    ///
    /// It is for a process that lives on without executing a program, and would keep the far ends of other
    /// people's pipes open. What the program is to have when it is executed is left.
    ///
    /// Where all were copied (``CopiedDescriptors/all``), they are looked up in `/proc/self/fd`.
    ///
    /// - Throws: ``SyscallError``, with `ENOENT` where that is needed and is not there, or ``Hangup``; some may
    ///   have been closed.
    public func closeUninherited() async throws {
        let table = task.descriptorTable
        let copied = table.isWholeCopy ? try await openDescriptors() : table.copied.numbers
        for number in copied where number >= .afterStandardStreams {
            // Owned for the moment, so that nobody inherits it between the two calls.
            guard table.own(number) else { continue }
            defer { table.disown(number) }
            do {
                let flags = try await task.syscall(.fcntl, number, FcntlCommand.getfd)
                guard FD(rawValue: CInt(truncatingIfNeeded: flags)).contains(.cloexec) else { continue }
                try await task.syscall(.close, number)
            } catch let error as SyscallError where error.errno == .badFileDescriptor {
                continue
            }
        }
    }

    private func openDescriptors() async throws -> [FileDescriptorNumber] {
        let directory = try await task.open("/proc/self/fd", [.directory, .cloexec])
        return try await directory.getdents64().compactMap { entry in
            CInt(entry.name.string).map { FileDescriptorNumber($0) }
        }
    }
}

/// A descriptor was to be inherited that was opened after the process got its copy of the table; no system
/// call was made.
public struct DescriptorNotCopied: Error, Hashable, CustomStringConvertible {
    /// The descriptor's number in the table that was copied.
    public let number: FileDescriptorNumber

    /// Which descriptor.
    public var description: String {
        "descriptor \(number) was opened after the table was copied, so the copy does not have it"
    }
}
