import CRsyscall

// Most children that are told to end do so within microseconds. The thread that ends them then sees it first, so the
// loop's thread need neither wake nor wake another.
extension ChildRecord {
    /// For how many nanoseconds a thread that Swift tasks share waits for a child's end.
    private static let moment = 2_000_000

    /// Makes the loop reap the child when it ends.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func watch() throws(SyscallError) {
        if let relay { return relay.watch(self) }
        watchKey = try ours.host.loop.watch(pidfd) { watched in
            if case .success = watched { self.reap() } else { self.reapUnwatched() }
        }
    }

    /// Runs `body`, which ends the child, and reaps the child here if it ends at once.
    func endSoon(isAwaited: Bool, _ body: () -> Void) {
        // The copy shares the loop's epoll with the original.
        if CopiedProcess.isThis { return }
        // If the loop's thread has seen the end already, it reaps the child.
        guard isAwaited, case .us = parent, let key = watchKey, ours.host.loop.remove(key, pidfd) else {
            return body()
        }
        body()
        if hasEnded(within: Self.moment) {
            reap()
        } else if (try? watch()) == nil {
            reapUnwatched()
        }
    }

    /// Sends the child `SIGTERM`, and `SIGKILL` if it hasn't ended after `grace`.
    func terminate(grace: Duration) {
        _ = send(.term)
        kill(after: grace)
    }

    /// Kills the child if it hasn't ended after `grace`.
    func kill(after grace: Duration) {
        let killing = Task.detached {
            // The caller gives the child this time. The sleep is canceled when the child ends.
            try await Task.sleep(for: grace.sleepable)
            if self.ending == nil { self.kill() }
        }
        atEnd { killing.cancel() }
    }

    /// Kills the child.
    func kill() {
        do { try signal(.kill) } catch let error as SyscallError where error.errno == .notPermitted {
            if !hasEnded() { refuse(error) }
        } catch {
            // It has ended, or is the child of the process that this one is a copy of.
        }
    }

    /// Kills the child and waits for its end, if the loop couldn't watch it. The reason may be that the system has no
    /// more threads or descriptors, so this takes none: a sleep would have Dispatch take some, which ends the program
    /// if there are none.
    func killUnwatched() async {
        _ = send(.kill)
        while !hasEnded(within: Self.moment) { await Task.yield() }
        reap()
        _ = try? await end()
    }

    /// Polls until the child, which is about to end, can be reaped.
    private func reapUnwatched() {
        Task.detached {
            var pause = Duration.milliseconds(1)
            while !self.hasEnded() {
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .milliseconds(32))
            }
            self.reap()
        }
    }

    /// Returns whether the child has ended, whether or not its status was taken.
    func hasEnded(within nanoseconds: Int = 0) -> Bool {
        if relay != nil { return ending != nil }
        var pollfd: (fd: CInt, events: Int16, revents: Int16) = (pidfd.rawValue, Int16(POLLIN), 0)
        var limit: (seconds: Int, nanoseconds: Int) = (0, nanoseconds)
        let result = withUnsafeMutableBytes(of: &pollfd) { pollfd in
            withUnsafeBytes(of: &limit) { limit in
                rsyscall_instruction(
                    Int(__NR_ppoll), UInt(bitPattern: pollfd.baseAddress), 1,
                    UInt(bitPattern: limit.baseAddress), 0, 0, 0)
            }
        }
        return result == -Int(EPERM) || result == -Int(ENOSYS) ? isZombie : result == 1
    }

    /// Whether the child has ended and wasn't reaped.
    private var isZombie: Bool {
        let (result, isReported) = lookForEnd()
        return result == -Int(ECHILD) || isReported
    }

    /// Whether the child has ended, but can't be reaped yet, since another process traces it.
    var isHeld: Bool {
        let (result, isReported) = lookForEnd()
        return result == 0 && !isReported
    }

    /// Asks for the end of the child, and leaves it to be reaped.
    private func lookForEnd() -> (result: Int, isReported: Bool) {
        var info = InlineArray<16, UInt64>(repeating: 0)
        let result = withUnsafeMutableBytes(of: &info) { info in
            rsyscall_instruction(
                Int(__NR_waitid), UInt(P_PIDFD), pidfd.register, UInt(bitPattern: info.baseAddress),
                UInt(WEXITED | WNOHANG | WNOWAIT) | UInt(truncatingIfNeeded: __WALL), 0, 0)
        }
        // The kernel writes nothing if there is no end to report.
        return (result, result == 0 && info[0] != 0)
    }
}

extension LinuxProcess {
    /// Lets some time pass. It may be that the system has no more descriptors, and a sleep of Swift's would have Dispatch
    /// take some, which ends the program if there are none.
    func pause(for time: Duration) async {
        if (try? await nanosleep(Timespec(time))) == nil { await Task.yield() }
    }
}
