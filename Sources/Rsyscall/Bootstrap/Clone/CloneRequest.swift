import CRsyscall
import SystemPackage

/// One clone: memory for the child, the call, and what watches over it.
struct CloneRequest {
    let maker: LinuxProcess
    let flags: CLONE
    let descriptors: CopiedDescriptors
    let users: UserMappings
    let setTid: [ProcessID]

    /// The child's mailbox and its stack: of the stack, the loop uses a few hundred bytes.
    private static let pageSize = 4096

    /// Flags that a clone can't have: these end the sharing of memory, or have the caller wait.
    private static let refused: CLONE = [.sighand, .thread, .vfork, .settls, .parent_settid, .child_settid]

    func make(cgroup: FileDescriptorNumber?) async throws -> ClonedProcess {
        guard flags.isDisjoint(with: Self.refused) else {
            throw Unsupported(.clone3, "\(flags.intersection(Self.refused))")
        }
        // The child's mailbox and stack lie in memory that must be ours and its both.
        guard maker.allocator.isDirect else { throw Unsupported(.clone3, "memory that is not ours") }
        let local = maker.ours
        let doorbell = maker.host.doorbell

        let page = ChildPage(try await maker.allocator.allocate(size: Self.pageSize, alignment: 64))
        let base = page.address
        let (mailbox, memory) = doorbell.makeMailbox(at: base.mutable, in: page)
        let makerTable = maker.descriptorTable
        let table = flags.contains(.files) ? makerTable : DescriptorTable(copyOf: makerTable, descriptors)
        var gaps = copiesOwnedOnly ? table.copied.gaps(from: .afterStandardStreams) : []
        let stack = prepareStack(base)
        memory.prepareChild(
            parentLife: maker.host.life.address,
            copiedDescriptors: gaps.popLast()?.lowerBound.rawValue ?? 0)
        // Served first, by when the child has a table of its own. Posted before there is a child, since others' files
        // are not to wait for our task to go on.
        for gap in gaps { mailbox.post(Self.close(gap)) }

        let record: ChildRecord
        do {
            record = try await clone(memory, stack: stack, cgroup: cgroup, local)
        } catch let stray as StrayProcess {
            await stray.end(mailbox, memory, local)
            throw stray.reason
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
        // A filter is inherited.
        let connection = MailboxConnection(
            record, mailbox: mailbox, memory: memory, doorbell: doorbell,
            filter: maker.connection.filter)
        if !record.watch() {
            try await record.killUnwatched()
            throw SyscallError(errno: .noSpace, call: "epoll_ctl", process: local.pid)
        }
        let process = childProcess(record, connection, table)
        connection.atDeparture { [weak process, weak connection] in
            guard let process, let connection else { return }
            process.descriptorTable.leave(connection)
        }
        let child = ClonedProcess(process: process, record: record)
        if flags.contains(.newuser) { try await mapUsers(of: child) }
        return child
    }

    /// Whether the child starts with our table and copies of it only what is owned.
    private var copiesOwnedOnly: Bool { descriptors == .owned && !flags.contains(.files) }

    private static func close(_ range: ClosedRange<FileDescriptorNumber>) -> Step {
        Step(.close_range, (range.lowerBound.register, range.upperBound.register, 0, 0, 0, 0))
    }

    /// Writes the address at which the child starts, and its argument, to the end of the stack.
    private func prepareStack(_ base: Address) -> Address {
        let top = Address(base.rawValue + UInt(Self.pageSize - 16))
        let words = top.mutable.assumingMemoryBound(to: UInt.self)
        words[0] = rsyscall_child_entry_address()
        words[1] = base.rawValue
        return top
    }

    private func clone(
        _ memory: MailboxMemory, stack: Address, cgroup: FileDescriptorNumber?, _ local: LinuxProcess
    ) async throws -> ChildRecord {
        // Where the kernel stores the new process's pidfd and its number, before it runs.
        let stored = try await maker.pointer(to: [CInt(-1), CInt(0)])
        let tids = try await maker.pointer(to: setTid.map(\.rawValue))
        let needed: CLONE = [.vm, .pidfd, .parent_settid, .child_cleartid, .clear_sighand]
        let args = CloneArgs(
            flags: flags.union(needed).union(copiesOwnedOnly ? .files : []),
            pidfd: stored.memory.address, childTid: Address(maker.host.doorbell.address),
            parentTid: Address(stored.memory.start + UInt(CInt.byteCount)),
            // clone3 wants the lowest address, and starts the child at the sum.
            stack: Address(stack.rawValue - 512), stackSize: 512,
            setTid: setTid.isEmpty ? .null : tids.memory.address, setTidSize: UInt64(setTid.count),
            cgroup: UInt64(cgroup?.rawValue ?? 0))
        // A grandchild becomes our child too, so that its end is reported to us.
        var call = CloneCall(maker: maker, args: args, adopts: maker !== local, memory: memory)
        do {
            try await call.make()
        } catch let hangup as Hangup {
            // The maker may have been killed on its way back from a clone that was done.
            let pid = ProcessID(try await stored.read()[1])
            if pid.rawValue == 0 { throw hangup }
            throw StrayProcess(pid: pid, in: maker.pidNamespace, parent: call.parent, reason: hangup)
        }
        let numbers = try await stored.read()
        let pid = ProcessID(numbers[1])
        let parent = call.parent
        do {
            let pidfd = call.args.flags.contains(.pidfd) ? FileDescriptorNumber(numbers[0]) : nil
            return ChildRecord(
                pid: pid, in: maker.pidNamespace, pidfd: try await bringOver(pidfd, of: pid, local),
                parent: parent, ours: local)
        } catch {
            throw StrayProcess(pid: pid, in: maker.pidNamespace, parent: parent, reason: error)
        }
    }

    /// Returns the process's pidfd in the table of the threads that watch it, if the maker has another table or no
    /// pidfd yet.
    private func bringOver(
        _ stored: FileDescriptorNumber?, of pid: ProcessID, _ local: LinuxProcess
    ) async throws -> FileDescriptorNumber {
        let sharesTable = maker.descriptorTable === maker.host.threadsTable
        if let stored, sharesTable { return stored }
        defer { if let stored { maker.descriptorTable.post(close: stored, by: maker.connection) } }
        // The process isn't reaped before it is watched, so it has its number.
        if maker.pidNamespace === local.pidNamespace {
            return try local.descriptorOfThreads(.pidfd_open, pid.register)
        }
        guard let stored else {
            let result: Int = try await maker.syscall(.pidfd_open, pid, 0)
            let opened = FileDescriptorNumber(CInt(result))
            return try await bringOver(opened, of: pid, local)
        }
        guard let life = maker.life else {
            throw Mismatch(.pidNamespace, process: local.pidNamespace, handle: maker.pidNamespace)
        }
        return try local.descriptorOfThreads(.pidfd_getfd, life.pidfd.register, stored.register)
    }

    private func childProcess(
        _ record: ChildRecord, _ connection: MailboxConnection, _ table: DescriptorTable
    ) -> LinuxProcess {
        LinuxProcess(
            pid: record.pid, connection: connection, host: maker.host, allocator: maker.allocator,
            descriptorTable: table,
            pidNamespace: flags.contains(.newpid) ? PidNamespace() : maker.pidNamespaceForChildren,
            mountNamespace: flags.contains(.newns) ? MountNamespace() : maker.mountNamespace,
            tracer: maker.tracer, diagnostics: maker.diagnostics, life: record, adopter: maker.ours)
    }
}

extension Address {
    /// The address as a pointer of our own address space.
    var mutable: UnsafeMutableRawPointer {
        guard let pointer = UnsafeMutableRawPointer(bitPattern: rawValue) else {
            // The allocator gave it, and the kernel maps nothing there unasked.
            fatalError("memory at address 0")
        }
        return pointer
    }
}
