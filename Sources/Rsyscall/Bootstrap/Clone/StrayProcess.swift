import CRsyscall

/// A new process that can't be watched. It is ended, and only the reason is reported.
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

    /// Ends the process, and has its mailbox and its stack freed once it has ended.
    func end(_ mailbox: Mailbox, _ memory: MailboxMemory, _ local: LinuxProcess) async {
        let doorbell = local.host.doorbell
        let identifier = memory.identifier
        if await isReaped(local) { return doorbell.retire(identifier) }
        // No process there knows its number, but it is served like any other. Not killed, it has noted its life first,
        // and so is seen to end.
        doorbell.watch(identifier) { doorbell.retire(identifier) }
        mailbox.post(Step(.exit_group))
        // It may have ended by itself before it was watched.
        doorbell.answerNow()
        // With the init of its pid namespace it is killed at whatever moment.
        if case .initProcess(let owner) = parent {
            owner.life?.atEnd { doorbell.retire(identifier) }
        }
    }

    /// Has the parent kill and reap the process, if the parent can name it.
    private func isReaped(_ local: LinuxProcess) async -> Bool {
        let owner: LinuxProcess? =
            switch parent {
            case .us: local
            case .initProcess(let owner): owner
            case .ourParent: nil
            }
        guard let owner, owner.pidNamespace === pidNamespace else { return false }
        _ = try? await owner.kill(pid, .kill)
        return (try? await owner.waitid(.pid, pid, [.exited, .all])) != nil
    }
}
