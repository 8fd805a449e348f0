extension SystemCalling where Self: ~Copyable {
    /// Returns a new handle, for this process, of the open file that `descriptor` refers to.
    ///
    /// It works at any time, for descriptors of our own process and of children that share our memory.
    ///
    /// - Throws: ``Mismatch`` if the process of `descriptor` has another table by now or is on another host;
    ///   ``Unsupported`` if a process that must take part is blocked in another call; `EMFILE` if this process can have no more descriptors;
    ///   `ETOOMANYREFS` if too many are being handed over.
    public func inherit(_ descriptor: borrowing OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        let process = process
        let table = process.descriptorTable
        let (number, kind) = (descriptor.number, descriptor.kind)
        if descriptor.table === table {
            // Another number, so that each handle closes its own. Our own process makes it if it has the table: the
            // number that a child makes is lost if that is killed meanwhile.
            let ours = process.ours
            let maker = table === ours.descriptorTable ? ours : process
            let result: Int = try await maker.syscall(
                .fcntl, descriptor, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
            return OwnedFileDescriptor(
                new: OpenedFile(result).number, of: process, in: table, kind)
        }
        if table.hasCopy(of: number, in: descriptor.table), table.own(number) {
            do {
                try await process.syscall(
                    .fcntl, NumberInTable(number: number, table: table), FcntlCommand.getfd)
            } catch {
                table.disown(number)
                throw error
            }
            return OwnedFileDescriptor(new: number, of: process, in: table, kind)
        }
        let local = process.ours
        guard descriptor.process.ours === local else {
            throw Mismatch(.descriptorTable, process: table, handle: descriptor.table)
        }
        guard descriptor.table === local.descriptorTable else {
            let fetched = try await descriptor.fetched(local)
            return process === local ? fetched : try await inherit(fetched)
        }
        guard let life = process.life else {
            throw Mismatch(.descriptorTable, process: table, handle: descriptor.table)
        }
        let received = try await DescriptorChannel.open(to: process, life).send([number])
        return OwnedFileDescriptor(new: received[0], of: process, in: table, kind)
    }

    /// Closes the close-on-exec descriptors that came with a whole copy of a table (``CopiedDescriptors/all``) and that
    /// no handle of this process owns.
    ///
    /// Use it in a process that lives on without executing a program, and so would keep the other ends of pipes open.
    /// Descriptors without ``OpenFlags/cloexec``, which a program is to inherit, stay open. What is open is looked up
    /// in `/proc/self/fd`. Call it only while no other Swift task makes descriptors in the table: theirs might be closed.
    ///
    /// - Throws: `ENOENT` if `/proc` isn't mounted. On any error, some of the descriptors may have been closed.
    public func closeUninherited() async throws {
        let process = process
        let table = process.descriptorTable
        guard table.isWholeCopy else { return }
        for number in try await openDescriptors() where number >= .afterStandardStreams {
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

extension LinuxProcess {
    /// Hands the open files of two descriptors to this process, which is a child, in one message.
    ///
    /// - Returns: Their numbers, above the standard streams. They are close-on-exec and have no owner.
    func receive(
        _ first: borrowing OwnedFileDescriptor, _ second: borrowing OwnedFileDescriptor
    ) async throws -> [FileDescriptorNumber] {
        guard first.table === ours.descriptorTable, second.table === ours.descriptorTable else {
            return try await receive(try await first.fetched(ours), try await second.fetched(ours))
        }
        return try await receive([first.number, second.number])
    }

    /// Hands open files of our own table to this process, which is a child, in one message.
    ///
    /// - Returns: Their numbers, above the standard streams. They are close-on-exec and have no owner.
    func receive(
        _ files: [FileDescriptorNumber]
    ) async throws -> [FileDescriptorNumber] {
        guard let life else {
            throw Mismatch(.descriptorTable, process: descriptorTable, handle: ours.descriptorTable)
        }
        let channel = try await DescriptorChannel.open(to: self, life)
        var numbers = try await channel.send(files)
        for (index, number) in numbers.enumerated() where number < .afterStandardStreams {
            let result: Int = try await syscall(
                .fcntl, number, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
            numbers[index] = OpenedFile(result).number
        }
        return numbers
    }
}

extension OwnedFileDescriptor {
    /// Returns the same open file as a descriptor of our own process.
    fileprivate func fetched(_ local: LinuxProcess) async throws -> OwnedFileDescriptor {
        let (process, number) = (process, number)
        let used = process.descriptorTable
        guard let life = process.life, used === table, process.ours === local else {
            throw Mismatch(.descriptorTable, process: used, handle: table)
        }
        let fetched = try await DescriptorChannel.open(to: process, life).fetch(number)
        return OwnedFileDescriptor(
            new: fetched, of: local, in: local.descriptorTable, kind)
    }
}
