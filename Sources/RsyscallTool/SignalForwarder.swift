import Glibc
import Rsyscall
import SystemPackage

/// Passes signals that are sent to us on to the command, and stops us when it is stopped.
///
/// Both are done by one loop, since a signal that continues must not overtake one that stops.
actor SignalForwarder {
    private let process: LinuxProcess
    private let signals: HeldSignals
    private var stage = Stage.shaping
    /// The signals that came before the command was known to be executed.
    private var early: [Siginfo] = []
    /// The signal whose work we did, since the kernel does not for process 1.
    private(set) var ended: SIG?
    private var isCommandStopped = false
    /// Whether a signal that stops has come since the last that continues.
    private var isAskedToStop = false

    private enum Stage {
        /// The child makes our calls, and dies with us.
        case shaping
        /// The command may be there already, and whatever comes may be for it.
        case executing
        case executed(Command)
    }

    struct Command {
        let pid: ProcessID
        let signaler: Signaler
        /// Its folder in our `/proc`, if there is one.
        let folder: FilePath?
        /// The signals of which it takes only those that it handles: all, if it is process 1 of a namespace; those
        /// that stop, if it leads a session, since no shell there could continue it.
        let dropped: Sigset
    }

    init(process: LinuxProcess, signals: HeldSignals) {
        self.process = process
        self.signals = signals
    }

    /// Takes signals until we end. If it can't, ends us and the command, since blocked signals would have no effect.
    func forward() async {
        while true {
            let info: Siginfo
            do {
                info = try await step("no signal can be passed on") { try await next() }
            } catch {
                // It need not die with us: see PR_SET_PDEATHSIG in prctl(2).
                if case .executed(let command) = stage { try? command.signaler.signal(.kill) }
                Program.end(with: error)
            }
            switch stage {
            case .shaping: await hold(info)
            case .executing: early.append(info)
            case .executed(let command): await act(on: info, command)
            }
        }
    }

    /// Keeps signals from here on until it is known what became of executing the command.
    func keep() { stage = .executing }

    /// Passes signals on to the command from here on, those first that came before.
    func pass(to command: Command) async {
        // More may come while some are acted on.
        while !early.isEmpty { await act(on: early.removeFirst(), command) }
        stage = .executed(command)
    }

    private func next() async throws -> Siginfo {
        let set = signals.set
        while true {
            let buffer = try await process.allocate(Siginfo.self)
            do {
                try await buffer.withPinned(in: process.addressSpace) { info in
                    _ = try await process.unsafeSyscall(
                        .sigtimedwait, set, info, Address.null, Sigset.byteCount)
                }
            } catch let error as SyscallError where error.errno == .interrupted {
                continue
            }
            return try await buffer.assumeReadable().read()
        }
    }

    /// Ends us by a signal that comes while the child is shaped, which may take long: it dies with us.
    private func hold(_ info: Siginfo) async {
        let signal = SIG(rawValue: info.signo)
        let isFatal =
            !HeldSignals.stopping.contains(signal) && !HeldSignals.harmless.contains(signal)
            && !signals.maskBefore.contains(signal)
        let isIgnored = (try? await process.sigaction(signal))?.handler == Sigaction.ignore.handler
        switch stage {
        case .shaping where isFatal && !isIgnored: exit(128 + signal.rawValue)
        case .shaping, .executing: early.append(info)
        // Executed meanwhile.
        case .executed(let command): await act(on: info, command)
        }
    }

    private func act(on info: Siginfo, _ command: Command) async {
        let signal = SIG(rawValue: info.signo)
        if signal == .chld { return await follow(command) }
        if signal == .cont { isAskedToStop = false }
        if HeldSignals.stopping.contains(signal) { isAskedToStop = true }
        await pass(info, to: command)
        await stop(with: command)
    }

    private func pass(_ info: Siginfo, to command: Command) async {
        let signal = SIG(rawValue: info.signo)
        if let folder = command.folder, command.dropped.contains(signal),
            // If that cannot be seen, it may handle the signal.
            await SignalDispositions(of: folder, from: process)?.leavesAlone(signal) == true
        {
            if HeldSignals.stopping.contains(signal) {
                // The terminal's own stop, that no shell would end.
                if info.code == SI_KERNEL, await OwnGroup.isOrphaned(process) { return }
                try? command.signaler.signal(.stop)
            } else {
                ended = signal
                try? command.signaler.signal(.kill)
            }
        } else if await !cameFromTerminal(info, to: command) {
            // It may have ended already.
            try? command.signaler.signal(signal)
        }
    }

    /// Whether the terminal sent it, and so sent it to the command too.
    private func cameFromTerminal(_ info: Siginfo, to command: Command) async -> Bool {
        let signal = SIG(rawValue: info.signo)
        guard info.code == SI_KERNEL, HeldSignals.ofTerminal.contains(signal),
            let theirs = try? await process.getpgid(command.pid), let ours = try? await process.getpgid()
        else { return false }
        // A terminal that hangs up sends these only to the leader of its session, whose end then ends the others.
        let isHangup = signal == .hup || signal == .cont
        if isHangup, (try? await process.getsid()) == process.pid { return false }
        return theirs == ours
    }

    /// Takes note of the command's stops and continuations.
    private func follow(_ command: Command) async {
        while let info = try? await process.waitid(.pid, command.pid, [.stopped, .continued, .nohang]),
            let state = try? info.childState()
        {
            if case .stopped = state { isCommandStopped = true } else { isCommandStopped = false }
        }
        await stop(with: command)
    }

    /// Stops us if the command is stopped and our parent is to see it: it asked for it, or the terminal did, or the
    /// terminal is to be given back. Otherwise the process that stopped the command will continue the command alone.
    private func stop(with command: Command) async {
        // Process 1 cannot stop itself.
        guard isCommandStopped, process.pid != ProcessID(1) else { return }
        let isAsked = isAskedToStop || [SIG.tstp, .ttin, .ttou].contains(where: OwnStop.isPending)
        // A shell has a group of its own, and can't give the terminal back while it is stopped.
        let (front, theirs) = (Foreground.group, getpgid(command.pid.rawValue))
        guard isAsked || front == getpgrp() || front == theirs else { return }
        await OwnStop.stop(until: command.pid, from: process)
        // Who continues us gives the terminal to us.
        if front == theirs { Foreground.pass(to: theirs) }
        isAskedToStop = false
        isCommandStopped = false
    }
}
