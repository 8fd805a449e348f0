import SystemPackage

/// One child's way to memory of its own: the space that it will share with us, the program, and its first answer.
struct OwnMemoryRequest {
    let child: LinuxProcess
    let record: ChildRecord

    /// The name by which `ps` shows the program.
    private static let name = "rsyscall-stub"

    /// - Parameter execute: Has the child execute the program in an open file, with these arguments.
    func make(
        _ execute: (_ arguments: [CString], _ image: FileDescriptorNumber) async throws -> Void
    ) async throws -> LinuxProcess {
        let ours = child.ours
        try await leaveSharedTable()
        let memfd = try await ours.memfd_create("rsyscall-space", .allow_sealing)
        let size = SharedSpace.defaultSize
        try await memfd.ftruncate(size)
        // What we touch is then there, whatever the child does with its descriptor.
        try await memfd.fcntl_add_seals([.shrink, .grow, .seal])
        let space = try SharedSpace(mapping: memfd.number, size: size)
        let doorbell = Doorbell(in: space)
        let (mailbox, memory) = doorbell.makeMailbox(at: UnsafeMutableRawPointer(space.child), in: space)
        let pipe = try await ours.pipe2(.nonblock)
        let bell = try SpaceBell(pipe.read.releaseNumber(), ours.host.loop, doorbell)

        let given = try await child.receive(
            [try await ours.stubImage(), memfd.number, pipe.write.number], closeOnExec: false)
        defer { closeGiven(given) }
        // Before the program runs: a child that has ended answers no more.
        record.atEnd { mailbox.hangUp() }
        do {
            try await execute([CString(Self.name)] + given[1...].map { CString("\($0)") }, given[0])
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
        let memoryOfSpace = try SpaceMemory(
            space, doorbell, bell, ringer: given[2], ours: ours.connection, pageSize: ours.host.pageSize)
        let before = child.connection.namespaces
        let namespaces = ProcessNamespaces(
            descriptorTable: DescriptorTable(), pids: before.pids, pidsForChildren: before.pidsForChildren,
            mounts: before.mounts, bell: given[2])
        let connection = MailboxConnection(
            record, mailbox: mailbox, memory: memory, doorbell: doorbell, filter: child.connection.filter,
            namespaces: namespaces, sharing: memoryOfSpace)
        try await awaitStart(connection, space)
        return try process(connection, memoryOfSpace)
    }

    /// Gives the child a table of its own if it shares ours, in which descriptors are about to be kept open over an
    /// `execve`.
    private func leaveSharedTable() async throws {
        guard child.descriptorTable === child.ours.descriptorTable else { return }
        try await child.unshare(.files, descriptors: .all)
    }

    /// Closes what the child was given, if it has not executed the program.
    private func closeGiven(_ numbers: [FileDescriptorNumber]) {
        let table = child.descriptorTable
        for number in numbers { table.post(close: number, by: child.connection) }
    }

    private func awaitStart(_ connection: MailboxConnection, _ space: SharedSpace) async throws {
        do {
            _ = try await connection.call(Step(.getpid))
            guard space.noteBase() else { throw Hangup() }
        } catch {
            _ = record.send(.kill)
            let state = try await record.end()
            throw CommandError.failed(command: Self.name, process: child.pid, state: state)
        }
    }

    private func process(
        _ connection: MailboxConnection, _ memory: SpaceMemory
    ) throws -> LinuxProcess {
        connection.namespaces.descriptorTable.join(connection)
        connection.atDeparture { [weak connection] in
            guard let connection else { return }
            connection.namespaces.descriptorTable.leave(connection)
        }
        let host = child.host
        let rest = try memory.rest(pageSize: host.pageSize)
        let allocator = MemoryAllocator(
            space: AddressSpace(), connection: connection, pageSize: host.pageSize, sharing: rest.range,
            at: rest.start, of: memory)
        return LinuxProcess(
            pid: child.pid, connection: connection, host: host, allocator: allocator, nursery: memory,
            tracer: child.tracer, diagnostics: child.diagnostics, life: record, adopter: child.ours)
    }
}

extension LinuxProcess {
    /// Returns the program that a process with memory of its own runs, as an open file that stays.
    fileprivate func stubImage() async throws -> FileDescriptorNumber {
        if let number = host.stub.withLock({ $0 }) { return number }
        let file = try await memfd_create("rsyscall-stub", .allow_sealing)
        try await file.write(StubImage.bytes(for: host.architecture))
        // A child that has it can't change what others execute.
        try await file.fcntl_add_seals([.write, .shrink, .grow, .seal])
        // Another task may have been faster.
        if let number = host.stub.withLock({ $0 }) { return number }
        let number = file.releaseNumber()
        descriptorTable.reserve(number)
        host.stub.withLock { $0 = number }
        return number
    }
}
