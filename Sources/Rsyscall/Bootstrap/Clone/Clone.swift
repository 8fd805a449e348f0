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
    ///   - setTid: The numbers it is to have, in its own pid namespace first, or none; needs privileges.
    /// - Throws: ``SyscallError``, ``AllocationError``, or ``Hangup``.
    public func clone(_ flags: CLONE = [], setTid: [ProcessID] = []) async throws -> ClonedProcess {
        try await CloneRequest(maker: task, flags: flags, setTid: setTid).make(cgroup: nil)
    }

    /// Makes a process as ``clone(_:setTid:)`` does, in the cgroup whose directory `cgroup` is.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``SyscallError``, ``AllocationError``, or ``Hangup``.
    public func clone(
        _ flags: CLONE = [], into cgroup: borrowing OwnedFileDescriptor
    ) async throws -> ClonedProcess {
        let number = try cgroup.number(in: task)
        return try await CloneRequest(maker: task, flags: flags.union(.into_cgroup), setTid: [])
            .make(cgroup: number)
    }
}

/// One clone: memory for the child, the call, and what watches over it.
private struct CloneRequest {
    let maker: KernelTask
    let flags: CLONE
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
        do {
            let stack = try prepareStack(&page, base)
            let inheritsTable = flags.contains(.files) && maker.descriptorTable === local.task.descriptorTable
            memory.setLifeline(
                inheritsTable || maker.descriptorTable === local.task.descriptorTable ? lifeline.rawValue : -1
            )
            let (pid, pidfd, isOurs) = try await clone(stack: stack, cgroup: cgroup, local)
            let record = ChildRecord(pid: pid, pidfd: pidfd, parent: isOurs ? nil : maker)
            let interface = ChildInterface(
                record, mailbox: mailbox, memory: memory, doorbell: doorbell, page: page.memory)
            if !local.monitor.watch(pidfd, { record.reap() }) {
                _ = record.send(.kill)
                throw SyscallError(errno: .noSpace, call: "epoll_ctl", process: local.task.pid)
            }
            return ClonedProcess(
                task: childTask(pid, interface), interface: interface, parentTable: maker.descriptorTable)
        } catch {
            doorbell.retire(memory.identifier)
            throw error
        }
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
        var args = CloneArgs(
            flags: flags.union([.vm, .pidfd, .child_cleartid, .clear_sighand]).union(adopted),
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
        let ours = try await bringOver(theirs, local)
        return (ProcessID(CInt(pid)), ours, adopted.isEmpty || args.flags.contains(.parent))
    }

    private func clone3(_ args: CloneArgs) async throws -> Int {
        let pointer = try await maker.pointer(to: args)
        return try await maker.syscall(
            .clone3, scope: .thread, DescribedArgument(pointer.memory.start, "{flags=\(args.flags)}"),
            CloneArgs.byteCount)
    }

    /// The pidfd in our own table, where the maker has another.
    private func bringOver(
        _ pidfd: FileDescriptorNumber, _ local: LocalProcess
    ) async throws -> FileDescriptorNumber {
        guard maker.descriptorTable !== local.task.descriptorTable else { return pidfd }
        guard let maker = maker.interface as? ChildInterface else { throw Hangup() }
        let result = rsyscall_instruction(
            Int(__NR_pidfd_getfd), maker.record.pidfd.register, pidfd.register, 0, 0, 0, 0)
        self.maker.descriptorTable.post(close: pidfd)
        guard result >= 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-result)), call: "pidfd_getfd", process: local.task.pid)
        }
        return FileDescriptorNumber(CInt(result))
    }

    private func childTask(_ pid: ProcessID, _ interface: ChildInterface) -> KernelTask {
        KernelTask(
            pid: pid, interface: interface, allocator: maker.allocator,
            descriptorTable: flags.contains(.files) ? maker.descriptorTable : DescriptorTable(),
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
