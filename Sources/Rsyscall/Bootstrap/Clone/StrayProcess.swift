import CRsyscall
import SystemPackage

/// A new process that can't be watched. It is ended, and the caller gets only the reason.
struct StrayProcess: Error {
    let pid: ProcessID
    let pidNamespace: PidNamespace
    let parent: ChildParent
    /// Whether its number comes from memory that no other process of less trust writes.
    let isTrusted: Bool
    let reason: any Error

    init(
        pid: ProcessID, in pidNamespace: PidNamespace, parent: ChildParent, isTrusted: Bool,
        reason: any Error
    ) {
        self.pid = pid
        self.pidNamespace = pidNamespace
        self.parent = parent
        self.isTrusted = isTrusted
        self.reason = reason
    }

    /// Ends the process, and has its mailbox and its stack freed once it has ended.
    func end(
        _ mailbox: Mailbox, _ memory: MailboxMemory, _ doorbell: Doorbell, _ local: LinuxProcess
    ) async {
        let identifier = memory.identifier
        do throws(SyscallError) {
            if try await isReaped(local) { return doorbell.retire(identifier) }
        } catch {
            Task.detached { await reapLater(local) }
        }
        // No process that could reap it knows its number, but it serves its mailbox. Before that it marks its life, so
        // its end is seen unless it is killed first.
        doorbell.watch(identifier) { doorbell.retire(identifier) }
        mailbox.post(Step(.exit_group))
        // It may have ended by itself before it was watched.
        doorbell.answerNow()
        // It ends with the init of its pid namespace, perhaps before it has marked its life.
        if case .process(let owner) = parent {
            owner.life?.atEnd { doorbell.retire(identifier) }
        }
    }

    /// Reaps the process once there are descriptors and memory again.
    private func reapLater(_ local: LinuxProcess) async {
        var pause = Duration.milliseconds(1)
        repeat {
            await local.pause(for: pause)
            pause = min(pause * 2, .seconds(1))
        } while (try? await isReaped(local)) == nil
    }

    /// Makes the parent kill and reap the process, if the parent can name it.
    ///
    /// - Throws: ``SyscallError`` if there is no descriptor or no memory to find that out.
    func isReaped(_ local: LinuxProcess) async throws(SyscallError) -> Bool {
        let owner: LinuxProcess? =
            switch parent {
            case .us: local
            case .process(let owner): owner
            case .other: nil
            }
        // An init can't end before its zombies are reaped, so it must find this one.
        guard let owner, let number = try await knownNumber(in: owner, local), number.rawValue > 0 else {
            return false
        }
        if case .us = parent, !isTrusted {
            guard try await isPlausible(number, local) else { return false }
        }
        _ = try? await owner.kill(number, .kill)
        return (try? await owner.waitid(.pid, number, [.exited, .all])) != nil
    }
}

extension StrayProcess {
    /// Whether a child of ours that wasn't reaped has this number, whether or not it has ended.
    private func isChild(_ number: ProcessID, _ local: LinuxProcess) async -> Bool {
        do {
            _ = try await local.waitid(.pid, number, [.exited, .nohang, .nowait, .all])
            return true
        } catch {
            return false
        }
    }

    /// Whether a process with this number can be what a maker with memory of its own has cloned: a child of ours that
    /// has the name of such, and isn't one that we know.
    private func isPlausible(
        _ number: ProcessID, _ local: LinuxProcess
    ) async throws(SyscallError) -> Bool {
        guard !ChildRecord.isKnown(number), await isChild(number, local) else { return false }
        do {
            let bytes = try await local.contents(of: "/proc/\(number)/comm", limit: 64)
            let name = String(decoding: bytes.dropLast(), as: UTF8.self)
            return name == "rsyscall-child" || name == "rsyscall-stub"
        } catch let error as SyscallError where error.isExhaustion {
            throw error
        } catch {
            return false
        }
    }

    private func knownNumber(
        in owner: LinuxProcess, _ local: LinuxProcess
    ) async throws(SyscallError) -> ProcessID? {
        do {
            return try await number(in: owner, local)
        } catch let error as SyscallError where error.isExhaustion {
            throw error
        } catch {
            return nil
        }
    }
}

extension SyscallError {
    /// Whether there was no descriptor or no memory for the call.
    var isExhaustion: Bool {
        [.tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory].contains(errno)
    }
}
