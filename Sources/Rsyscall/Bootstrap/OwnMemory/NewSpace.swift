import SystemPackage

/// A space that no other process has mapped yet, with the mailbox that one will serve.
struct NewSpace: ~Copyable {
    let memfd: OwnedFileDescriptor
    let space: SharedSpace
    let doorbell: Doorbell
    let mailbox: Mailbox
    private let memory: MailboxMemory

    /// - Parameter ours: Our own process.
    init(_ ours: LinuxProcess) async throws {
        let memfd = try await ours.memfd_create("rsyscall-space", .allow_sealing)
        let size = SharedSpace.defaultSize
        try await memfd.ftruncate(size)
        // What we touch is then there, whatever the other process does with its descriptor.
        try await memfd.fcntl_add_seals([.shrink, .grow, .seal])
        space = try SharedSpace(mapping: memfd.number, size: size)
        self.memfd = memfd
        doorbell = Doorbell(in: space)
        (mailbox, memory) = doorbell.makeMailbox(at: UnsafeMutableRawPointer(space.child), in: space)
    }

    /// Waits until the process whose life is `record` serves the mailbox, and returns it.
    ///
    /// - Parameters:
    ///   - maker: The process that made it, whose host and tracer it has.
    ///   - bell: The bell that the process rings.
    ///   - filter: What is known of its filters.
    ///   - namespaces: Returns the namespaces that it is in, given the number of its end of the bell.
    /// - Throws: ``Hangup`` if the process ends first, or if what it reports of itself is impossible.
    func served(
        by record: ChildRecord, madeBy maker: LinuxProcess, _ bell: SpaceBell, filter: KnownFilter,
        in namespaces: (_ bell: FileDescriptorNumber) -> ProcessNamespaces
    ) async throws -> LinuxProcess {
        let (ours, host) = (maker.ours, maker.host)
        record.hangUp(mailbox)
        let answer =
            filter == .none
            ? try await mailbox.call(Step(.getpid), .endsSoon)
            : try await doorbell.answering { () async throws(Hangup) in
                try await mailbox.call(Step(.getpid), .endsSoon)
            }
        guard answer != nil, let ringer = space.noteStart() else { throw Hangup() }
        // The first call took as long as it takes to start a program.
        mailbox.forgetTimes()
        let shared = try SpaceMemory(
            space, doorbell, bell, ringer: ringer, ours: ours.connection, pageSize: host.pageSize)
        let connection = MailboxConnection(
            record, mailbox: mailbox, memory: memory, doorbell: doorbell, filter: filter,
            namespaces: namespaces(ringer), sharing: shared)
        // It rings in another way than before.
        if filter != .none { connection.findOutWhetherMute() }
        connection.namespaces.descriptorTable.join(connection)
        connection.atDeparture { [weak connection] in
            guard let connection else { return }
            connection.namespaces.descriptorTable.leave(connection)
        }
        let rest = try shared.rest(pageSize: host.pageSize)
        let allocator = MemoryAllocator(
            space: AddressSpace(), connection: connection, pageSize: host.pageSize, sharing: rest.range,
            at: rest.start, of: shared)
        return LinuxProcess(
            pid: record.pid, connection: connection, host: host, allocator: allocator,
            nursery: .shared(shared),
            tracer: maker.tracer, diagnostics: maker.diagnostics, life: record, adopter: ours)
    }
}

extension ChildRecord {
    /// Ends the calls of `mailbox` when the process ends.
    func hangUp(_ mailbox: Mailbox) {
        // Not kept: it keeps the space mapped, and the process may execute a program that runs for long.
        atEnd { [weak mailbox] in mailbox?.hangUp() }
    }
}
