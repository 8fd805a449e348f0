import CRsyscall
import SystemPackage

extension ChildRecord {
    /// Waits until the child has stopped or continued, whichever `events` asks for.
    ///
    /// - Returns: The change, or `nil` if the child has ended.
    func change(_ events: WaitOptions) async throws -> ChildState? {
        let changes = events.subtracting(.exited).union(.all)
        do {
            return switch parent {
            case .us, .other: try await changeOfOurs(changes)
            case .process(let parent): try await change(changes, lookingIn: parent)
            }
        } catch let error as SyscallError where error.errno == .noChildProcess && hasEnded() {
            return nil
        } catch is Hangup where hasEnded() {
            return nil
        }
    }

    private func changeOfOurs(_ changes: WaitOptions) async throws -> ChildState? {
        let seen: Siginfo = try await ours.syscall(
            .waitid, IDType.pidfd, pidfd, Output<Siginfo>(), changes.union([.exited, .nowait]), Address.null)
        let state = try seen.childState()
        if state.isGone { return nil }
        // Taken only now: the end of a child, which could be seen in its place, is the loop's to take.
        let taken: Siginfo? = try await ours.syscall(
            .waitid, IDType.pidfd, pidfd, Output<Siginfo>(), changes.union(.nohang), Address.null)
        // The child may have continued since it was seen to have stopped.
        return try taken?.childState() ?? state
    }

    private func change(_ changes: WaitOptions, lookingIn parent: LinuxProcess) async throws -> ChildState? {
        try await parent.change(of: pid(in: parent), changes) { hasEnded() }
    }
}

extension LinuxProcess {
    /// Waits for a change of a child of this process.
    ///
    /// It polls, since a process that waits makes no other call, not even those that reap.
    ///
    /// - Returns: The change, or `nil` once `isOver` returns `true`.
    func change(
        of child: ProcessID, _ changes: WaitOptions, until isOver: () -> Bool = { false }
    ) async throws -> ChildState? {
        var pause = Duration.milliseconds(1)
        while !isOver() {
            if let info = try await waitid(.pid, child, changes.union(.nohang)) {
                return try info.childState()
            }
            let now = pause
            // A canceled caller still waits. It would not sleep by itself, and so would keep a processor busy.
            await Task.detached { try? await Task.sleep(for: now) }.value
            pause = min(pause * 2, .milliseconds(32))
        }
        return nil
    }
}
