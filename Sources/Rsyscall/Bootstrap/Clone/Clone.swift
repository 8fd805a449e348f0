import CRsyscall
import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Makes a process that shares our memory and serves our calls, until it executes a program.
    ///
    /// It costs the same however much memory we have. The child has every signal blocked, and dies with
    /// us. See `clone(2)`.
    ///
    /// - Parameters:
    ///   - flags: What the child shares with this process beside memory (``CLONE/files``, ``CLONE/fs``,
    ///     ``CLONE/io``), and which namespaces it gets of its own. ``CLONE/vm`` and what watching it takes
    ///     are added.
    ///   - descriptors: Which descriptors it has a copy of, unless it shares the table.
    ///   - setTid: The numbers it is to have, in its own pid namespace first, or none; needs privileges.
    /// - Throws: ``CloneFlagsRefused``, ``SyscallError``, ``AllocationError``, or ``Hangup``.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .owned, setTid: [ProcessID] = []
    ) async throws -> ClonedProcess {
        try await CloneRequest(maker: task, flags: flags, descriptors: descriptors, setTid: setTid)
            .make(cgroup: nil)
    }

    /// Makes a process as ``clone(_:setTid:)`` does, in the cgroup whose directory `cgroup` is.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``CloneFlagsRefused``, ``SyscallError``, ``AllocationError``,
    ///   or ``Hangup``.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .owned,
        into cgroup: borrowing OwnedFileDescriptor
    ) async throws -> ClonedProcess {
        let number = try cgroup.number(in: task)
        let flags = flags.union(.into_cgroup)
        return try await CloneRequest(maker: task, flags: flags, descriptors: descriptors, setTid: [])
            .make(cgroup: number)
    }
}

/// One clone: memory for the child, the call, and what watches over it.
private struct CloneRequest {
    let maker: KernelTask
    let flags: CLONE
    let descriptors: CopiedDescriptors
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
        let lifeline = try local.lifeline()

        var page = try await maker.allocate(Bytes.self, size: Self.pageSize, alignment: 64)
        let base = page.memory.address
        page.memory.clear()
        let (mailbox, memory) = doorbell.makeMailbox(at: base.mutable)
        let makerTable = maker.descriptorTable
        let table = flags.contains(.files) ? makerTable : DescriptorTable(copyOf: makerTable)
        var gaps = copiesOwnedOnly ? table.copied.gaps(from: .afterStandardStreams) : []
        do {
            let stack = try prepareStack(&page, base)
            memory.prepareChild(
                lifeline: makerTable === local.threadsTable ? lifeline.rawValue : -1,
                copiedDescriptors: gaps.popLast()?.lowerBound.rawValue ?? 0)
            let (pid, pidfd, isOurs) = try await clone(stack: stack, cgroup: cgroup, local)
            let record = ChildRecord(pid: pid, pidfd: pidfd, parent: isOurs ? nil : maker)
            let interface = ChildInterface(
                record, mailbox: mailbox, memory: memory, doorbell: doorbell, page: page.memory)
            if !local.monitor.watch(pidfd, { record.reap() }) {
                _ = record.send(.kill)
                throw SyscallError(errno: .noSpace, call: "epoll_ctl", process: local.task.pid)
            }
            // By now, or before it serves these, the child has a table of its own.
            for gap in gaps { interface.post(Self.close(gap)) }
            return ClonedProcess(task: childTask(pid, interface, table), interface: interface)
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
    }

    /// Whether the child starts with our table and copies of it only what is owned.
    private var copiesOwnedOnly: Bool { descriptors == .owned && !flags.contains(.files) }

    private static func close(_ range: ClosedRange<FileDescriptorNumber>) -> SyscallRequest {
        SyscallRequest(
            number: Int(__NR_close_range),
            arguments: (range.lowerBound.register, range.upperBound.register, 0, 0, 0, 0), scope: .process)
    }

    /// Writes to the end of the stack where the child starts, and with what.
    private func prepareStack(_ page: inout Pointer<Bytes>, _ base: Address) throws -> Address {
        let top = Address(base.rawValue + UInt(Self.pageSize - 16))
        let words = top.mutable.assumingMemoryBound(to: UInt.self)
        words[0] = rsyscall_child_entry_address()
        words[1] = base.rawValue
        return top
    }

    private func clone(
        stack: Address, cgroup: FileDescriptorNumber?, _ local: LocalProcess
    ) async throws -> (ProcessID, FileDescriptorNumber, isOurs: Bool) {
        let number = try await maker.pointer(to: CInt(-1))
        let tids = try await maker.pointer(to: setTid.map(\.rawValue))
        // A grandchild becomes our child too, so that we are told of its end.
        let adopted: CLONE = maker === local.task ? [] : .parent
        let needed: CLONE = [.vm, .pidfd, .child_cleartid, .clear_sighand]
        var args = CloneArgs(
            flags: flags.union(needed).union(adopted).union(copiesOwnedOnly ? .files : []),
            pidfd: number.memory.address, childTid: Address(local.interface.doorbell.address),
            // clone3 wants the lowest address, and starts the child at the sum.
            stack: Address(stack.rawValue - 512), stackSize: 512,
            setTid: setTid.isEmpty ? .null : tids.memory.address, setTidSize: UInt64(setTid.count),
            cgroup: UInt64(cgroup?.rawValue ?? 0))
        let pid: Int
        do {
            pid = try await clone3(args)
        } catch let error as SyscallError where error.errno == .invalidArgument && !adopted.isEmpty {
            // The init of a pid namespace cannot make siblings; its children are its own.
            args.flags.subtract(.parent)
            pid = try await clone3(args)
        }
        let theirs = FileDescriptorNumber(try await number.read())
        let ours = try bringOver(theirs, of: pid, local)
        return (ProcessID(CInt(pid)), ours, adopted.isEmpty || args.flags.contains(.parent))
    }

    private func clone3(_ args: CloneArgs) async throws -> Int {
        let pointer = try await maker.pointer(to: args)
        return try await maker.syscall(
            .clone3, scope: .thread, DescribedArgument(pointer.memory.start, "{flags=\(args.flags)}"),
            CloneArgs.byteCount)
    }

    /// The pidfd in the table of the threads that watch it, where the maker has another.
    private func bringOver(
        _ pidfd: FileDescriptorNumber, of pid: Int, _ local: LocalProcess
    ) throws -> FileDescriptorNumber {
        guard maker.descriptorTable !== local.threadsTable else { return pidfd }
        defer { maker.descriptorTable.post(close: pidfd) }
        let (call, result): (String, Int)
        if let child = maker.interface as? ChildInterface {
            call = "pidfd_getfd"
            result = rsyscall_instruction(
                Int(__NR_pidfd_getfd), child.record.pidfd.register, pidfd.register, 0, 0, 0, 0)
        } else {
            // Made by our own home thread: nobody reaps the child before it is watched, so it has its number.
            call = "pidfd_open"
            result = rsyscall_instruction(Int(__NR_pidfd_open), UInt(pid), 0, 0, 0, 0, 0)
        }
        guard result >= 0 else {
            throw SyscallError(errno: Errno(rawValue: CInt(-result)), call: call, process: local.task.pid)
        }
        return FileDescriptorNumber(CInt(result))
    }

    private func childTask(
        _ pid: ProcessID, _ interface: ChildInterface, _ table: DescriptorTable
    ) -> KernelTask {
        KernelTask(
            pid: pid, interface: interface, allocator: maker.allocator, descriptorTable: table,
            pidNamespace: flags.contains(.newpid) ? PidNamespace() : maker.pidNamespace,
            mountNamespace: flags.contains(.newns) ? MountNamespace() : maker.mountNamespace,
            tracer: maker.tracer, diagnostics: maker.diagnostics)
    }
}

/// A clone that cannot be: a child here shares our memory, has a stack of its own and is awaited by nobody.
public struct CloneFlagsRefused: Error, Hashable, CustomStringConvertible {
    /// The flags that are in the way.
    public let flags: CLONE

    /// Which flags.
    public var description: String { "a process cannot be cloned with \(flags)" }
}

extension Address {
    /// The address as a pointer of our own address space.
    var mutable: UnsafeMutableRawPointer {
        guard let pointer = UnsafeMutableRawPointer(bitPattern: rawValue) else {
            fatalError("memory at address 0")
        }
        return pointer
    }
}

extension OwnedMemory {
    /// Fills our own memory with zero bytes.
    func clear() {
        address.local(size).initializeMemory(as: UInt8.self, repeating: 0)
    }
}
