extension SystemCalling where Self: ~Copyable {
    /// Returns this process's own handle of a descriptor that it shares, or that was copied together with its table.
    ///
    /// - Throws: ``Mismatch`` if the descriptor belongs neither to this process's table nor to the one that was copied,
    ///   or was opened after the copy; `EBADF` if this process has closed it.
    public func inherit(_ descriptor: borrowing OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        let process = process
        let table = process.descriptorTable
        let number = descriptor.number
        if descriptor.table !== table {
            guard table.isCopy(of: descriptor.table) else {
                throw Mismatch(.descriptorTable, process: table, handle: descriptor.table)
            }
            guard table.hasCopy(of: number) else {
                throw Mismatch(.descriptorTable, process: table, handle: descriptor.table)
            }
            if table.own(number) {
                do {
                    try await process.syscall(.fcntl, number, FcntlCommand.getfd)
                } catch {
                    table.disown(number)
                    throw error
                }
                return OwnedFileDescriptor(number, of: process, neverWaits: descriptor.neverWaits)
            }
        }
        // Owned here already: another number, so that each handle closes its own.
        let result: Int = try await process.syscall(
            .fcntl, number, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
        return OwnedFileDescriptor(
            OpenedFile(result).number, of: process, neverWaits: descriptor.neverWaits)
    }

    /// Closes the close-on-exec descriptors that came with a copied table and that no handle of this process owns.
    ///
    /// Use it in a process that lives on without executing a program, and so would keep the other ends of pipes open.
    /// Descriptors that a program is to inherit stay open.
    ///
    /// If all descriptors were copied (``CopiedDescriptors/all``), they are looked up in `/proc/self/fd`.
    ///
    /// - Throws: `ENOENT` if `/proc/self/fd` is needed and not there. On any error, some of the descriptors may have
    ///   been closed.
    public func closeUninherited() async throws {
        let process = process
        let table = process.descriptorTable
        let copied = table.isWholeCopy ? try await openDescriptors() : table.copied.numbers
        for number in copied where number >= .afterStandardStreams {
            // Owned for the moment, so that no handle inherits it between the two calls.
            guard table.own(number) else { continue }
            defer { table.disown(number) }
            do {
                let flags: Int = try await process.syscall(.fcntl, number, FcntlCommand.getfd)
                guard FD(rawValue: CInt(truncatingIfNeeded: flags)).contains(.cloexec) else { continue }
                try await process.syscall(.close, number)
            } catch let error as SyscallError where error.errno == .badFileDescriptor {
                continue
            }
        }
    }

    private func openDescriptors() async throws -> [FileDescriptorNumber] {
        let directory = try await process.open("/proc/self/fd", .directory)
        return try await directory.getdents64().compactMap { entry in
            CInt(entry.name.string).map { FileDescriptorNumber($0) }
        }
    }
}
