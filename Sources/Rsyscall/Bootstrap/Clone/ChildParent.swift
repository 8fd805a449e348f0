import CRsyscall
import SystemPackage

/// Whose child a process is: who may wait for it, and is told how it ended.
enum ChildParent: Sendable {
    /// Our own process.
    case us
    /// The init of a pid namespace, which cannot have its children made ours.
    case initProcess(KernelTask)
    /// Our own parent, which we cannot ask.
    case ourParent

    /// The parent of a process that `maker` clones, as its sibling or else its child.
    init(ofCloneBy maker: KernelTask, asSibling: Bool, _ local: LocalProcess) {
        if asSibling {
            self = (maker.interface as? ChildInterface)?.record.parent ?? .ourParent
        } else {
            self = maker === local.task ? .us : .initProcess(maker)
        }
    }
}

extension ChildRecord {
    /// Waits until the child has stopped or continued, as far as `events` ask.
    ///
    /// - Returns: Which it did, or `nil` where it has ended.
    /// - Throws: ``SyscallError``, ``AllocationError``, ``MemoryDecodingError``, ``PidNamespaceMismatch``, or
    ///   ``Hangup``.
    func change(_ events: WaitOptions) async throws -> ChildState? {
        let changes = events.subtracting(.exited).union(.all)
        do {
            return switch parent {
            case .us, .ourParent: try await change(changes, LocalProcess.shared)
            case .initProcess(let task): try await change(changes, lookingIn: task)
            }
        } catch let error as SyscallError where error.errno == .noChildProcess && hasEnded {
            return nil
        } catch is Hangup where hasEnded {
            return nil
        }
    }

    private func change(_ changes: WaitOptions, _ local: LocalProcess) async throws -> ChildState? {
        let task = local.task
        return try await withPidfd(ofThreadsThatWait: local) { pidfd in
            var buffer = try await task.allocate(Siginfo.self)
            let address = try buffer.memory.argument(for: task)
            try await task.syscall(
                .waitid, scope: .waits, IDType.pidfd, pidfd, address, changes.union([.exited, .nowait]),
                Address.null)
            let state = try await buffer.takeFilled(Siginfo.byteCount).read().childState()
            if state.isGone { return nil }
            // Taken now, since it was only looked at: the end of a child is the monitor's to take.
            var taken = try await task.allocate(Siginfo.self)
            let takenAddress = try taken.memory.argument(for: task)
            try await task.syscall(
                .waitid, IDType.pidfd, pidfd, takenAddress, changes.union(.nohang), Address.null)
            _ = try taken.takeFilled(Siginfo.byteCount)
            return state
        }
    }

    /// Gives `body` a pidfd of the child in the table of the threads that make our calls, which is another than
    /// that of `pidfd` once our process has unshared its own.
    ///
    /// - Returns: What `body` does, or `nil` where the child has ended.
    func withPidfd<Outcome>(
        ofThreadsThatWait local: LocalProcess, _ body: (FileDescriptorNumber) async throws -> Outcome?
    ) async throws -> Outcome? {
        let task = local.task
        if task.descriptorTable === local.threadsTable { return try await body(pidfd) }
        let opened: FileDescriptorNumber
        do {
            opened = FileDescriptorNumber(CInt(try await task.syscall(.pidfd_open, try pid(in: task), 0)))
        } catch let error as SyscallError where error.errno == .noSuchProcess {
            return nil
        }
        defer { task.descriptorTable.post(close: opened, by: task.interface) }
        // What has its number may be another process once it has ended.
        return hasEnded ? nil : try await body(opened)
    }

    /// Looks again and again, since a parent that waits makes no other call, not even those that reap.
    private func change(_ changes: WaitOptions, lookingIn parent: KernelTask) async throws -> ChildState? {
        let number = try pid(in: parent)
        var pause = Duration.milliseconds(1)
        while !hasEnded {
            if let info = try await parent.waitid(.pid, number, changes.union(.nohang)) {
                return try info.childState()
            }
            let now = pause
            // Cancelling the caller does not end a wait, and is not to make this one busy.
            await Task.detached { try? await Task.sleep(for: now) }.value
            pause = min(pause * 2, .milliseconds(32))
        }
        return nil
    }

    /// Whether it has ended, be its status taken or not.
    private var hasEnded: Bool {
        var pollfd: (fd: CInt, events: Int16, revents: Int16) = (pidfd.rawValue, Int16(POLLIN), 0)
        var noTime: (Int, Int) = (0, 0)
        return withUnsafeMutableBytes(of: &pollfd) { pollfd in
            withUnsafeBytes(of: &noTime) { noTime in
                rsyscall_instruction(
                    Int(__NR_ppoll), UInt(bitPattern: pollfd.baseAddress), 1,
                    UInt(bitPattern: noTime.baseAddress), 0, 0, 0) == 1
            }
        }
    }
}
