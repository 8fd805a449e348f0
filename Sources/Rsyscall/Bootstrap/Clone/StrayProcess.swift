import CRsyscall

/// A process that was made, and cannot be watched: it is ended, and not told of but for the reason.
struct StrayProcess: Error {
    let pid: ProcessID
    let pidNamespace: PidNamespace
    let parent: ChildParent
    let reason: any Error

    init(pid: ProcessID, in pidNamespace: PidNamespace, parent: ChildParent, reason: any Error) {
        self.pid = pid
        self.pidNamespace = pidNamespace
        self.parent = parent
        self.reason = reason
    }

    /// Ends it, and has its mailbox and its stack freed once it has ended.
    func end(_ mailbox: Mailbox, _ memory: MailboxMemory, _ local: LocalProcess) async {
        let doorbell = local.interface.doorbell
        let identifier = memory.identifier
        if await isReaped(local) { return doorbell.retire(identifier) }
        // Nobody there knows its number, but it is served like any other. Not killed, it has noted its life first,
        // and so is seen to end.
        doorbell.watch(memory) { doorbell.retire(identifier) }
        mailbox.post(SyscallRequest(number: Int(__NR_exit_group), scope: .waits))
        // It may have ended by itself before it was watched.
        doorbell.answerNow()
        // With the init of its pid namespace it is killed at whatever moment.
        if case .initProcess(let task) = parent, let owner = task.interface as? ChildInterface {
            owner.record.atEnd { doorbell.retire(identifier) }
        }
    }

    /// Has its parent kill and reap it, where that one can name it.
    private func isReaped(_ local: LocalProcess) async -> Bool {
        let task: KernelTask? =
            switch parent {
            case .us: local.task
            case .initProcess(let task): task
            case .ourParent: nil
            }
        guard let task, task.pidNamespace === pidNamespace else { return false }
        _ = try? await task.kill(pid, .kill)
        return (try? await task.waitid(.pid, pid, [.exited, .all])) != nil
    }
}
