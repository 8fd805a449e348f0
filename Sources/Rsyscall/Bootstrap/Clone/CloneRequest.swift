import CRsyscall
import SystemPackage

/// One clone: memory for the child, the call, and what watches over it.
struct CloneRequest {
    let maker: LinuxProcess
    let flags: CLONE
    let descriptors: CopiedDescriptors
    let users: UserMappings
    let setTid: [ProcessID]
    /// Descriptors of the table that a child with only the standard streams keeps as well, under the same numbers.
    var given: [FileDescriptorNumber] = []

    /// Flags that a clone can't have: they share our signal handlers with the child, make it a thread, make its maker
    /// wait, or take arguments that can't be given.
    private static let refused: CLONE = [.sighand, .thread, .vfork, .settls, .parent_settid, .child_settid]

    func make(cgroup: FileDescriptorNumber?) async throws -> ClonedProcess {
        guard flags.isDisjoint(with: Self.refused) else {
            throw Unsupported(.clone3, "\(flags.intersection(Self.refused))")
        }
        // The child's mailbox and stack lie in memory that it must share with us.
        switch maker.nursery {
        case nil: throw Unsupported(.clone3, "memory that is not ours")
        case .shared(let nursery): return try await make(in: nursery, cgroup: cgroup)
        case .relay(let link): return try await make(over: link, cgroup: cgroup)
        }
    }

    private func make(in nursery: any SharedNursery, cgroup: FileDescriptorNumber?) async throws
        -> ClonedProcess
    {
        let local = maker.ours
        let doorbell = nursery.doorbell

        let place = try nursery.takePlace()
        let (mailbox, memory) = doorbell.makeMailbox(at: place.start, in: place.storage)
        let stack = prepareStack(below: place, entry: nursery.childEntry)
        memory.prepareChild(
            parentLife: nursery.parentLife,
            firstClosed: startsEmpty ? FileDescriptorNumber.afterStandardStreams.rawValue : 0,
            kept: given + (maker.connection.namespaces.bell.map { [$0] } ?? []))
        let tables = NewTables(of: self)

        let record: ChildRecord
        let made: ProcessNamespaces
        do {
            (record, made) = try await clone(memory, stack: stack, cgroup: cgroup, local, nursery)
        } catch let stray as StrayProcess {
            await stray.end(mailbox, memory, doorbell, local)
            throw stray.reason
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
        // A filter is inherited.
        let connection = MailboxConnection(
            record, mailbox: mailbox, memory: memory, doorbell: doorbell,
            filter: maker.connection.filter, namespaces: tables.namespaces(of: made),
            sharing: nursery.sharedMemory)
        do {
            try record.watch()
        } catch {
            await record.killUnwatched()
            throw error
        }
        let process = childProcess(record, connection)
        connection.atDeparture { [weak connection] in
            guard let connection else { return }
            connection.namespaces.descriptorTable.leave(connection)
        }
        let child = ClonedProcess(process: process, record: record)
        if flags.contains(.newuser) { try await mapUsers(of: child) }
        return child
    }

    /// Whether the child starts with our table and, before anything else, takes one of its own with only the standard
    /// streams.
    var startsEmpty: Bool { descriptors == .standardStreams && !flags.contains(.files) }

    /// Writes the address at which the child starts, and its argument, to the end of the stack.
    private func prepareStack(below child: ChildPlace, entry: UInt) -> Address {
        let words = (child.start - 16).assumingMemoryBound(to: UInt.self)
        words[0] = entry
        words[1] = child.address
        return Address(child.address - 16)
    }

    private func clone(
        _ memory: MailboxMemory, stack: Address, cgroup: FileDescriptorNumber?, _ local: LinuxProcess,
        _ nursery: any SharedNursery
    ) async throws -> (ChildRecord, madeIn: ProcessNamespaces) {
        // Where the kernel stores the new process's pidfd and its number, before it runs.
        let stored = try await maker.pointer(to: [CInt(-1), CInt(0)])
        let tids = try await maker.pointer(to: setTid.map(\.rawValue))
        let needed: CLONE = [.vm, .pidfd, .parent_settid, .clear_sighand]
        let args = CloneArgs(
            flags: flags.union(needed).union(startsEmpty ? .files : [])
                .union(nursery.seesDepartures ? .child_cleartid : []),
            pidfd: stored.memory.address, childTid: Address(nursery.doorbell.address),
            parentTid: Address(stored.memory.start + UInt(CInt.byteCount)),
            // clone3 wants the lowest address, and starts the child at the sum.
            stack: Address(stack.rawValue - 512), stackSize: 512,
            setTid: setTid.isEmpty ? .null : tids.memory.address, setTidSize: UInt64(setTid.count),
            cgroup: UInt64(truncatingIfNeeded: cgroup?.rawValue ?? 0))
        var call = CloneCall(maker: maker, args: args, adopts: isAdopted, memory: memory)
        await identifyNamespace(local)
        do {
            try await call.make()
        } catch let hangup as Hangup {
            // The maker may have been killed on its way back from a clone that succeeded.
            let numbers = try await stored.read()
            guard numbers[1] != 0 else { throw hangup }
            // This was its last call, so it has entered no other table since.
            maker.descriptorTable.post(close: FileDescriptorNumber(numbers[0]), by: maker.connection)
            throw StrayProcess(
                pid: ProcessID(numbers[1]), in: maker.pidNamespace, parent: call.parent,
                isTrusted: maker.connection.sharesOurMemory,
                reason: hangup)
        }
        let numbers = try await stored.read()
        let pid = ProcessID(numbers[1])
        let made = call.madeIn ?? maker.connection.namespaces
        do {
            let pidfd = NewPidfd(
                number: call.args.flags.contains(.pidfd) ? FileDescriptorNumber(numbers[0]) : nil,
                pid: pid, maker: maker, table: made.descriptorTable,
                isSibling: call.args.flags.contains(.parent))
            let record = ChildRecord(
                pid: pid, in: maker.pidNamespace, pidfd: try await pidfd.ours(local),
                parent: call.parent, ours: local)
            return (record, made)
        } catch {
            throw StrayProcess(
                pid: pid, in: maker.pidNamespace, parent: call.parent,
                isTrusted: maker.connection.sharesOurMemory, reason: error)
        }
    }

    /// Whether the new process is to be a child of its maker's parent: a grandchild of ours thereby becomes our child, whose
    /// end is reported to us. A command doesn't reap the siblings of the process that it has started.
    private var isAdopted: Bool {
        switch maker.life?.parent {
        case nil, .other: false
        case .us: true
        // Or the parent would have no number to reap it by.
        case .process(let parent): parent.pidNamespace === maker.pidNamespace
        }
    }

    /// Finds out which pid namespace the maker is in, which is needed to find the child if the maker dies.
    private func identifyNamespace(_ local: LinuxProcess) async {
        let namespace = maker.pidNamespace
        // The parent of a child of such a maker may be in another one.
        guard let life = maker.life, namespace !== local.pidNamespace,
            namespace.inode.load(ordering: .relaxed) == 0
        else { return }
        await life.identify(namespace, local)
    }

    private func childProcess(_ record: ChildRecord, _ connection: MailboxConnection) -> LinuxProcess {
        connection.namespaces.descriptorTable.join(connection)
        record.killByExit(connection.mailbox)
        return LinuxProcess(
            pid: record.pid, connection: connection, host: maker.host, allocator: maker.allocator,
            nursery: maker.nursery, tracer: maker.tracer, diagnostics: maker.diagnostics, life: record,
            adopter: maker.ours)
    }
}

/// The descriptor tables of a maker and of its child, as they are before the clone.
struct NewTables {
    private let request: CloneRequest
    private let original: DescriptorTable
    private let copy: DescriptorTable

    init(of request: CloneRequest) {
        self.request = request
        original = request.maker.descriptorTable
        copy = request.descriptors == .all ? DescriptorTable(copyOf: original) : DescriptorTable()
    }

    /// Returns the namespaces of a child that was made in `made`.
    func namespaces(of made: ProcessNamespaces) -> ProcessNamespaces {
        let flags = request.flags
        // If the maker has entered another table meanwhile, that one was copied, and its owners were not noted.
        let copy =
            made.descriptorTable === original || request.descriptors == .standardStreams
            ? copy : DescriptorTable(copyOf: made.descriptorTable, except: .all)
        return ProcessNamespaces(
            descriptorTable: flags.contains(.files) ? made.descriptorTable : copy,
            pids: flags.contains(.newpid) ? PidNamespace() : made.pidsForChildren,
            mounts: flags.contains(.newns) ? MountNamespace() : made.mounts, bell: made.bell)
    }
}
