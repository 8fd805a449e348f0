import CRsyscall
import SystemPackage

/// One clone: memory for the child, the call, and what watches over it.
struct CloneRequest {
    let maker: KernelTask
    let flags: CLONE
    let descriptors: CopiedDescriptors
    let users: UserMappings
    let setTid: [ProcessID]

    /// The child's mailbox and its stack: of the stack, the loop uses a few hundred bytes.
    private static let pageSize = 4096

    /// What a clone cannot be asked for: these end the sharing of memory, or have the caller wait.
    private static let refused: CLONE = [.sighand, .thread, .vfork, .settls, .parent_settid, .child_settid]

    func make(cgroup: FileDescriptorNumber?) async throws -> ClonedProcess {
        guard flags.isDisjoint(with: Self.refused) else {
            throw CloneFlagsRefused(flags: flags.intersection(Self.refused))
        }
        let local = LocalProcess.shared
        let doorbell = local.interface.doorbell

        let page = ChildPage(try await maker.allocator.allocate(size: Self.pageSize, alignment: 64))
        let base = page.address
        let (mailbox, memory) = doorbell.makeMailbox(at: base.mutable, in: page)
        let makerTable = maker.descriptorTable
        let table = flags.contains(.files) ? makerTable : DescriptorTable(copyOf: makerTable, descriptors)
        var gaps = copiesOwnedOnly ? table.copied.gaps(from: .afterStandardStreams) : []
        let stack = prepareStack(base)
        memory.prepareChild(
            parentLife: local.interface.life.address,
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
        let isMute = (maker.interface as? ChildInterface)?.isMute.load(ordering: .relaxed) ?? false
        let interface = ChildInterface(
            record, mailbox: mailbox, memory: memory, doorbell: doorbell, isMute: isMute)
        if local.monitor.watch(record.pidfd, { record.reap() }) == nil {
            try await record.killUnwatched(local)
            throw SyscallError(errno: .noSpace, call: "epoll_ctl", process: local.task.pid)
        }
        let child = ClonedProcess(task: childTask(record.pid, interface, table), interface: interface)
        if flags.contains(.newuser) { try await mapUsers(of: child, local) }
        return child
    }

    /// Whether the child starts with our table and copies of it only what is owned.
    private var copiesOwnedOnly: Bool { descriptors == .owned && !flags.contains(.files) }

    private static func close(_ range: ClosedRange<FileDescriptorNumber>) -> SyscallRequest {
        SyscallRequest(
            number: Int(__NR_close_range),
            arguments: (range.lowerBound.register, range.upperBound.register, 0, 0, 0, 0), scope: .process)
    }

    /// Writes to the end of the stack where the child starts, and with what.
    private func prepareStack(_ base: Address) -> Address {
        let top = Address(base.rawValue + UInt(Self.pageSize - 16))
        let words = top.mutable.assumingMemoryBound(to: UInt.self)
        words[0] = rsyscall_child_entry_address()
        words[1] = base.rawValue
        return top
    }

    private func clone(
        _ memory: MailboxMemory, stack: Address, cgroup: FileDescriptorNumber?, _ local: LocalProcess
    ) async throws -> ChildRecord {
        // Where the kernel stores the new process's pidfd and its number, before it runs.
        let stored = try await maker.pointer(to: [CInt(-1), CInt(0)])
        let tids = try await maker.pointer(to: setTid.map(\.rawValue))
        let needed: CLONE = [.vm, .pidfd, .parent_settid, .child_cleartid, .clear_sighand]
        let args = CloneArgs(
            flags: flags.union(needed).union(copiesOwnedOnly ? .files : []),
            pidfd: stored.memory.address, childTid: Address(local.interface.doorbell.address),
            parentTid: Address(stored.memory.start + UInt(CInt.byteCount)),
            // clone3 wants the lowest address, and starts the child at the sum.
            stack: Address(stack.rawValue - 512), stackSize: 512,
            setTid: setTid.isEmpty ? .null : tids.memory.address, setTidSize: UInt64(setTid.count),
            cgroup: UInt64(cgroup?.rawValue ?? 0))
        // A grandchild becomes our child too, so that we are told of its end.
        var call = CloneCall(maker: maker, args: args, adopts: maker !== local.task, memory: memory)
        do {
            try await call.make()
        } catch let hangup as Hangup {
            // The maker may have been killed on its way back from a clone that was done.
            let pid = ProcessID(try await stored.read()[1])
            if pid.rawValue == 0 { throw hangup }
            throw StrayProcess(pid: pid, in: maker.pidNamespace, parent: call.parent(local), reason: hangup)
        }
        let numbers = try await stored.read()
        let pid = ProcessID(numbers[1])
        let parent = call.parent(local)
        do {
            let pidfd = call.args.flags.contains(.pidfd) ? FileDescriptorNumber(numbers[0]) : nil
            return ChildRecord(
                pid: pid, in: maker.pidNamespace, pidfd: try await bringOver(pidfd, of: pid, local),
                parent: parent)
        } catch {
            throw StrayProcess(pid: pid, in: maker.pidNamespace, parent: parent, reason: error)
        }
    }

    /// The process's pidfd in the table of the threads that watch it, where the maker has another, or has none
    /// of it yet.
    private func bringOver(
        _ stored: FileDescriptorNumber?, of pid: ProcessID, _ local: LocalProcess
    ) async throws -> FileDescriptorNumber {
        let sharesTable = maker.descriptorTable === local.threadsTable
        if let stored, sharesTable { return stored }
        defer { if let stored { maker.descriptorTable.post(close: stored, by: maker.interface) } }
        // Nobody reaps the process before it is watched, so it has its number.
        if maker.pidNamespace === local.task.pidNamespace {
            return try local.pidfd("pidfd_open", Int(__NR_pidfd_open), pid.register)
        }
        guard let stored else {
            let opened = FileDescriptorNumber(CInt(try await maker.syscall(.pidfd_open, pid, 0)))
            return try await bringOver(opened, of: pid, local)
        }
        guard let child = maker.interface as? ChildInterface else {
            throw PidNamespaceMismatch(task: local.task.pidNamespace, process: maker.pidNamespace)
        }
        return try local.pidfd(
            "pidfd_getfd", Int(__NR_pidfd_getfd), child.record.pidfd.register, stored.register)
    }

    private func childTask(
        _ pid: ProcessID, _ interface: ChildInterface, _ table: DescriptorTable
    ) -> KernelTask {
        KernelTask(
            pid: pid, interface: interface, allocator: maker.allocator, descriptorTable: table,
            pidNamespace: flags.contains(.newpid) ? PidNamespace() : maker.pidNamespaceForChildren,
            mountNamespace: flags.contains(.newns) ? MountNamespace() : maker.mountNamespace,
            tracer: maker.tracer, diagnostics: maker.diagnostics)
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
