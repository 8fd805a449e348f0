import CRsyscall
import Synchronization
import SystemPackage

/// What is known about a child from its clone until it is reaped, shared by all its handles.
///
/// The loop reaps it as soon as it ends, so that no zombie is left.
final class ChildRecord: ChildLife, RelayedChild {
    /// Its number in `pidNamespace`.
    let pid: ProcessID
    /// The pid namespace of its maker, which need not be its own.
    let pidNamespace: PidNamespace
    /// A pidfd of the child in the table of our process on its host, closed with the last handle.
    let pidfd: FileDescriptorNumber
    private let state = Guarded(State())

    private struct State {
        var ending: Result<ChildState, AlreadyTaken>?
        var waiters: [UnsafeContinuation<Result<ChildState, AlreadyTaken>, Never>] = []
        var atEnd: [@Sendable () -> Void] = []
        /// The loop's key for it.
        var watchKey: EventLoop.Key?
        /// Whether it may have been reaped, so that its number may be another process's.
        var isReaped = false
        /// Ends it without a signal, or returns `false` if that isn't possible anymore.
        var otherEnd: (@Sendable () -> Bool)?
        /// The refusal of the signal that was to kill it.
        var refusal: SyscallError?
        /// Those who wait until it has ended or can't be killed.
        var enders: [UnsafeContinuation<Void, Never>] = []
    }

    let parent: ChildParent
    /// Our process on its host, which watches it.
    let ours: LinuxProcess
    /// Reaps it and signals it, if it is on another host.
    let relay: StreamLink?

    init(
        pid: ProcessID, in pidNamespace: PidNamespace, pidfd: FileDescriptorNumber, parent: ChildParent,
        ours: LinuxProcess, relay: StreamLink? = nil
    ) {
        self.ours = ours
        self.relay = relay
        self.pid = pid
        self.pidNamespace = pidNamespace
        self.pidfd = pidfd
        self.parent = parent
        if isNamedHere { Self.known.withLock { _ = $0.insert(pid.rawValue) } }
        ours.descriptorTable.reserve(pidfd)
    }

    deinit {
        ours.descriptorTable.release(pidfd)
        if relay != nil {
            ours.descriptorTable.post(close: pidfd, by: ours.connection)
        } else {
            _ = rsyscall_instruction(Int(__NR_close), pidfd.register, 0, 0, 0, 0, 0)
        }
    }

    /// Returns its number, for a call that `other` makes.
    func pid(in other: LinuxProcess) throws(Mismatch) -> ProcessID {
        let used = other.pidNamespace
        guard used === pidNamespace else {
            throw Mismatch(.pidNamespace, process: used, handle: pidNamespace)
        }
        return pid
    }

    /// Whether it is our child, and has its number in our pid namespace.
    private var isNamedHere: Bool {
        if case .us = parent { pidNamespace === ours.pidNamespace } else { false }
    }

    /// The numbers in our pid namespace of our children that weren't reaped.
    private static let known = Guarded<Set<CInt>>([])

    /// Whether one of our children that weren't reaped may have the number.
    static func isKnown(_ pid: ProcessID) -> Bool { known.withLock { $0.contains(pid.rawValue) } }

    /// How it ended, once it has.
    var ending: Result<ChildState, AlreadyTaken>? { state.withLock { $0.ending } }

    /// The loop's key for it.
    var watchKey: EventLoop.Key? {
        get { state.withLock { $0.watchKey } }
        set { state.withLock { $0.watchKey = newValue } }
    }

    /// Waits until it has ended.
    func end() async throws(AlreadyTaken) -> ChildState {
        if CopiedProcess.isThis {
            throw AlreadyTaken("process \(pid) is the child of the process that this one is a copy of")
        }
        let result = await withUnsafeContinuation { waiter in
            let ending = state.withLock { state in
                if state.ending == nil { state.waiters.append(waiter) }
                return state.ending
            }
            if let ending { waiter.resume(returning: ending) }
        }
        return try result.get()
    }

    /// Runs `action` once the child has ended, or now if it has.
    func atEnd(_ action: @escaping @Sendable () -> Void) {
        let hasEnded = state.withLock { state in
            if state.ending == nil { state.atEnd.append(action) }
            return state.ending != nil
        }
        if hasEnded { action() }
    }

    /// Reaps the child, which has ended, and resumes all that wait for it.
    func reap() {
        switch parent {
        case .us:
            if let status = takeStatus() { return finish(status) }
            Task.detached { [self] in finish(await statusOnceReleased()) }
        case .other: Task.detached { [self] in finish(await statusOnceReaped()) }
        case .process(let parent): Task.detached { [self] in finish(await status(from: parent)) }
        }
    }

    /// Has `parent` reap the child.
    private func status(from parent: LinuxProcess) async -> Result<ChildState, AlreadyTaken> {
        var pause = Duration.milliseconds(1)
        repeat {
            guard let number = try? pid(in: parent) else { break }
            do {
                let info = try await parent.waitid(.pid, number, [.exited, .all, .nohang])
                if let info { return .success(try info.childState()) }
            } catch {
                break
            }
            // Another process traces the child.
            await ours.pause(for: pause)
            pause = min(pause * 2, Self.longestPause)
        } while PidfdInfo.isUnreaped(pidfd)
        return await statusOnceReaped()
    }

    /// Reaps the child. While another process traces it, the kernel hides its end from its parent.
    private func statusOnceReleased() async -> Result<ChildState, AlreadyTaken> {
        var pause = Duration.milliseconds(1)
        while true {
            if !isHeld, let status = takeStatus() { return status }
            await ours.pause(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private static let longestPause = Duration.milliseconds(250)

    /// Returns how the child ended. The kernel says so once another process, its parent, has reaped it.
    private func statusOnceReaped() async -> Result<ChildState, AlreadyTaken> {
        var pause = Duration.milliseconds(1)
        while PidfdInfo.isUnreaped(pidfd), pause < .seconds(1) {
            await ours.pause(for: pause)
            pause *= 2
        }
        return await statusOnceReleased()
    }

    /// Ends all waits, since the relay has reaped it or is gone.
    func ended(_ status: Result<CInt, StreamEnd>) {
        finish(
            status.map { ChildState(waitStatus: $0) }
                .mapError { AlreadyTaken("the stream to the host of process \(pid) has ended: \($0.reason)") }
        )
    }

    /// Records how the child ended, and resumes the tasks that wait for it.
    func finish(_ ending: Result<ChildState, AlreadyTaken>) {
        let (waiters, actions, enders, otherEnd) = state.withLock { state in
            defer {
                state.waiters = []
                state.atEnd = []
                state.enders = []
            }
            state.ending = ending
            return (state.waiters, state.atEnd, state.enders, state.otherEnd.take())
        }
        withExtendedLifetime(otherEnd) {}
        for action in actions { action() }
        for waiter in waiters { waiter.resume(returning: ending) }
        for ender in enders { ender.resume() }
    }

    /// Notes that the child can't be killed, and resumes the tasks in ``endIfPermitted()``.
    func refuse(_ refusal: SyscallError) {
        let enders = state.withLock { state in
            defer { state.enders = [] }
            state.refusal = refusal
            return state.enders
        }
        for ender in enders { ender.resume() }
    }

    /// Waits until the child has ended, or until it was to be killed and can't be.
    ///
    /// - Throws: ``AlreadyTaken``, or the refusal of the signal. The child continues to run then.
    func endIfPermitted() async throws -> ChildState {
        if !CopiedProcess.isThis {
            await withUnsafeContinuation { ender in
                let isOver = state.withLock { state in
                    let isOver = state.ending != nil || state.refusal != nil
                    if !isOver { state.enders.append(ender) }
                    return isOver
                }
                if isOver { ender.resume() }
            }
        }
        let refusal = state.withLock { $0.ending == nil ? $0.refusal : nil }
        if let refusal { throw refusal }
        return try await end()
    }

    /// Signals the child, and never a process that has taken over its number.
    ///
    /// - Returns: The content of the result register.
    func send(_ signal: SIG) -> Int {
        let result = send(signal, 0)
        guard signal == .kill, result == -Int(EPERM), let otherEnd = state.withLock({ $0.otherEnd }) else {
            return result
        }
        return otherEnd() ? 0 : result
    }

    /// Kills the process by `otherEnd` if we may not signal it, since it is another user's.
    ///
    /// - Parameter otherEnd: Returns `false` if it does nothing anymore.
    func killByEnding(_ otherEnd: @escaping @Sendable () -> Bool) {
        state.withLock { if $0.ending == nil { $0.otherEnd = otherEnd } }
    }

    /// Makes the process exit if we may not signal it, as long as it serves this mailbox.
    func killByExit(_ mailbox: Mailbox) {
        killByEnding { [weak mailbox] in
            guard let mailbox, !mailbox.isGone else { return false }
            mailbox.post(Step(.exit_group, (1, 0, 0, 0, 0, 0)))
            return true
        }
    }

    /// Signals the process group that the child leads.
    ///
    /// - Returns: The content of the result register; `EINVAL` negated before Linux 6.9.
    func sendToGroup(_ signal: SIG) -> Int { send(signal, UInt(RSYSCALL_PIDFD_SIGNAL_PROCESS_GROUP)) }

    private func send(_ signal: SIG, _ flags: UInt) -> Int {
        // The child is the original's.
        if CopiedProcess.isThis { return -Int(ESRCH) }
        if let relay {
            if ending != nil { return -Int(ESRCH) }
            if case .process(let parent) = parent { return send(signal, flags, besides: parent) }
            if flags == 0 { return relay.signal(self, UInt8(truncatingIfNeeded: signal.rawValue)) }
            // The relay signals no groups. Nobody says whether the signal was permitted.
            let word = UInt(truncatingIfNeeded: signal.rawValue)
            ours.connection.post(Step(.pidfd_send_signal, (pidfd.register, word, 0, flags, 0, 0)))
            return 0
        }
        let result = rsyscall_instruction(
            Int(__NR_pidfd_send_signal), pidfd.register, UInt(truncatingIfNeeded: signal.rawValue), 0, flags,
            0, 0)
        // By a filter, with any error.
        let isRefused = result < 0 && result != -Int(ESRCH)
        return isRefused && flags == 0 ? sendByNumber(signal) ?? result : result
    }

    /// Signals a child on another host that isn't the relay's: by our process there, or by its parent if that is gone.
    ///
    /// - Returns: 0.
    private func send(_ signal: SIG, _ flags: UInt, besides parent: LinuxProcess) -> Int {
        // The parent has no pidfd of it. The number is its own until the parent is told to reap it.
        let signal = UInt(truncatingIfNeeded: signal.rawValue)
        if let connection = ours.connection as? any QueuedConnection, connection.mailbox.isGone {
            let target = flags == 0 ? Int(pid.rawValue) : -Int(pid.rawValue)
            parent.connection.post(Step(.kill, (UInt(bitPattern: target), signal, 0, 0, 0, 0)))
        } else {
            ours.connection.post(Step(.pidfd_send_signal, (pidfd.register, signal, 0, flags, 0, 0)))
        }
        return 0
    }

    /// Signals the child by its number, which is its own until it is reaped: a filter may refuse the call that takes a
    /// pidfd.
    ///
    /// - Returns: The content of the result register; `nil` if we don't know whether the number is its own.
    private func sendByNumber(_ signal: SIG) -> Int? {
        guard case .us = parent, pidNamespace === ours.pidNamespace else { return nil }
        return state.withLock { state in
            guard !state.isReaped, !hasEnded() else { return -Int(ESRCH) }
            return rsyscall_instruction(
                Int(__NR_kill), pid.register, UInt(truncatingIfNeeded: signal.rawValue), 0, 0, 0, 0)
        }
    }

    /// Reaps the child, which has ended.
    ///
    /// - Returns: How it ended; `nil` if it can't be reaped yet, since another process traces it.
    private func takeStatus() -> Result<ChildState, AlreadyTaken>? {
        state.withLock { $0.isReaped = true }
        if isNamedHere { Self.known.withLock { _ = $0.remove(pid.rawValue) } }
        var info = InlineArray<16, UInt64>(repeating: 0)
        let result = withUnsafeMutableBytes(of: &info) { info in
            rsyscall_instruction(
                Int(__NR_waitid), UInt(P_PIDFD), pidfd.register, UInt(bitPattern: info.baseAddress),
                UInt(WEXITED | WNOHANG) | UInt(truncatingIfNeeded: __WALL), 0, 0)
        }
        if result == 0 {
            let state = withUnsafeBytes(of: &info) { try? Siginfo(decoding: $0.bytes).childState() }
            if let state { return .success(state) }
            if isNamedHere { Self.known.withLock { _ = $0.insert(pid.rawValue) } }
            self.state.withLock { $0.isReaped = false }
            return nil
        }
        let isRefused = result != -Int(ECHILD)
        if isRefused, let state = reapByNumber() { return .success(state) }
        // A waitpid(-1) elsewhere in the program was faster, which Linux allows once the child has called execve; or
        // the child has another parent, which does not report to us.
        if let state = PidfdInfo.exitState(of: pidfd) { return .success(state) }
        if isRefused {
            return .failure(
                AlreadyTaken("process \(pid) has ended, but the kernel refuses waitid(2) and so its status"))
        }
        if case .us = parent {
            return .failure(
                AlreadyTaken("process \(pid) has ended, but other code in this process took its status"))
        }
        return .failure(
            AlreadyTaken(
                "process \(pid) has ended, but its status is its parent's, which is not this process"))
    }
}

extension ChildRecord {
    /// Reaps the child, which has ended, by its number: a filter may refuse the call that takes a pidfd.
    ///
    /// - Returns: How it ended; `nil` if that is refused too, or other code was faster.
    private func reapByNumber() -> ChildState? {
        guard case .us = parent, pidNamespace === ours.pidNamespace else { return nil }
        // A process that was reaped isn't signaled through a pidfd, and its number may be another's.
        let signaled = rsyscall_instruction(Int(__NR_pidfd_send_signal), pidfd.register, 0, 0, 0, 0, 0)
        if signaled == -Int(ESRCH) { return nil }
        var status: CInt = 0
        let result = withUnsafeMutableBytes(of: &status) { status in
            rsyscall_instruction(
                Int(__NR_wait4), pid.register, UInt(bitPattern: status.baseAddress),
                UInt(WNOHANG) | UInt(truncatingIfNeeded: __WALL), 0, 0, 0)
        }
        return result == Int(pid.rawValue) ? ChildState(waitStatus: status) : nil
    }
}

extension PidfdInfo {
    /// Returns how a process that was already reaped ended, on kernels that keep that (Linux 6.15 and later).
    static func exitState(of pidfd: FileDescriptorNumber) -> ChildState? {
        guard let info = exitInfo(of: pidfd), hasExit(info) else { return nil }
        return ChildState(waitStatus: info.exit_code)
    }

    /// Whether the process hasn't been reaped; `false` if the kernel is too old to say.
    static func isUnreaped(_ pidfd: FileDescriptorNumber) -> Bool {
        exitInfo(of: pidfd).map { !hasExit($0) } ?? false
    }

    private static func hasExit(_ info: rsyscall_pidfd_info) -> Bool {
        info.mask & UInt64(RSYSCALL_PIDFD_INFO_EXIT) != 0
    }

    private static func exitInfo(of pidfd: FileDescriptorNumber) -> rsyscall_pidfd_info? {
        var info = rsyscall_pidfd_info()
        info.mask = UInt64(RSYSCALL_PIDFD_INFO_EXIT)
        let result = withUnsafeMutableBytes(of: &info) { info in
            rsyscall_instruction(
                Int(__NR_ioctl), pidfd.register, UInt(RSYSCALL_PIDFD_GET_INFO),
                UInt(bitPattern: info.baseAddress), 0, 0, 0)
        }
        return result == 0 ? info : nil
    }
}
