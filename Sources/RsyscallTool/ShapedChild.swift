import Rsyscall
import SystemPackage

/// A child that is given its shape by ordinary calls, executes the command, and is waited for.
struct ShapedChild {
    let shape: Shape
    let process: LinuxProcess
    let signals: HeldSignals

    /// Runs the command and returns the status to exit with.
    func run() async throws -> Int32 {
        let forwarder = SignalForwarder(process: process, signals: signals)
        // It waits for signals until we end.
        Task(executorPreference: MainThreadExecutor.shared) { await forwarder.forward() }
        let child = try await advising { try await make() }
        let dropped = droppedSignals
        let folder = dropped == .empty ? nil : await folder(of: child)
        let environment = try await advising { try await giveShape(to: child) }
        await forwarder.keep()
        switch try await execute(in: child, environment) {
        case .ended(let state): return status(of: state, by: nil)
        case .runs(let running):
            await forwarder.pass(
                to: .init(
                    pid: running.pid, signaler: running.signaler, folder: folder, dropped: dropped))
            let state = try await running.wait()
            return status(of: state, by: await forwarder.ended)
        }
    }

    /// The signals that the kernel drops unless the command handles them.
    private var droppedSignals: Sigset {
        if shape.namespaces.contains(.newpid) { return Sigset.all.subtracting(HeldSignals.harmless) }
        return shape.newSession ? HeldSignals.stopping : .empty
    }

    /// Adds to the error of a step that needs privileges how to do without them.
    private func advising<Outcome: ~Copyable>(
        _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body()
        } catch var failure as Failure {
            // Root may have lost it.
            let isOrdinary = try await !process.capget().effective.contains(.sys_admin)
            if failure.isForPrivileged && isOrdinary && !shape.namespaces.contains(.newuser) {
                failure.message += "; add user to --new"
            }
            throw failure
        }
    }

    /// The status to exit with.
    ///
    /// - Parameter signal: The signal whose work we did by killing the command, if we did.
    private func status(of state: ChildState, by signal: SIG?) -> Int32 {
        switch state {
        case .exited(let status): status
        case .killed(.kill, _): 128 + (signal ?? .kill).rawValue
        case .killed(let signal, _): 128 + signal.rawValue
        case .stopped, .trapped, .continued: 1
        }
    }

    /// Makes the child, in namespaces of its own.
    private func make() async throws -> ClonedProcess {
        // If it is ignored, the kernel keeps no status of a child for us.
        let onChild = try await process.sigaction(.chld, .default)
        // It starts with a copy of every descriptor that we were started with.
        let child: ClonedProcess
        do {
            child = try await step("--new") {
                try await process.clone(shape.namespaces, descriptors: .all, users: .leftToCaller)
            }
        } catch var failure as Failure {
            if failure.isForPrivileged && shape.namespaces.contains(.newuser) {
                failure.message += "; a chroot has no user namespaces, and here there may be none at all"
            }
            throw failure
        }
        if onChild == .ignore { try await child.sigaction(.chld, .ignore) }
        return child
    }

    /// The child's folder in the `/proc` that we and it still share, whose numbers need not be those of our namespace.
    private func folder(of child: borrowing ClonedProcess) async -> FilePath? {
        guard let number = try? await child.readlink("/proc/self") else { return nil }
        return FilePath("/proc").appending(number.components)
    }

    /// - Returns: The environment that the command is to have.
    private func giveShape(to child: borrowing ClonedProcess) async throws -> Environment {
        let isMapped = try await mapUsers(of: child)
        try await ChildDescriptors(descriptors: shape.descriptors).open(in: child)
        if shape.namespaces.contains(.newnet) {
            try await step("--new net") { try await LoopbackInterface.bringUp(in: child, from: process) }
        }
        if let hostname = shape.hostname {
            try await step("--hostname \(hostname)") {
                try await child.sethostname(Bytes(hostname.bytes))
            }
        }
        let directory = await ChildDirectory(shape: shape, child: child)
        if shape.namespaces.contains(.newns) {
            try await ChildRoot(shape: shape).build(in: child)
        }
        try await directory.enter(in: child)
        let environment = await directory.environment(in: child)
        if shape.newSession { try await step("--new-session") { _ = try await child.setsid() } }
        try await ChildCredentials(shape: shape, process: process, isMapped: isMapped).take(in: child)
        return environment
    }

    /// - Returns: Whether the child thereby has the user and the group that are asked for.
    private func mapUsers(of child: borrowing ClonedProcess) async throws -> Bool {
        guard shape.namespaces.contains(.newuser) else { return false }
        let mapping = try await step("--new user") { try await UserMapping(for: shape, from: process) }
        try await step("--new user") { try await process.mapUsers(mapping.mappings, of: child) }
        return !mapping.isWhole
    }

    /// The outcome of executing the command.
    private enum Execution: ~Copyable {
        case runs(ChildProcess)
        /// A pending signal, such as one from the terminal, ended the child just before.
        case ended(ChildState)
    }

    private func execute(
        in child: consuming ClonedProcess, _ environment: Environment
    ) async throws -> Execution {
        let refusal: Refused<ClonedProcess>
        do throws(Refused<ClonedProcess>) {
            return .runs(
                try await child.exec(shape.command, environment: environment, mask: signals.maskBefore))
        } catch {
            refusal = error
        }
        if refusal.reason is Hangup, let child = refusal.takeOperand() {
            return .ended(try await child.killAndWait())
        }
        guard let reason = refusal.reason as? SyscallError else {
            throw Failure("\(refusal.reason)", status: refusal.reason is CommandError ? 127 : 1)
        }
        guard let child = refusal.takeOperand() else { throw failure(of: reason) }
        if reason.call == SYS.execve.name, reason.errno == .execFormatError {
            return try await executeScript(in: child, environment, reason)
        }
        if reason.errno == .noSuchFileOrDirectory,
            (try? await child.stat(FilePath(shape.command.program))) != nil
        {
            let failure = failure(of: reason)
            throw Failure(
                failure.message + " (it is there; its interpreter or loader is not)", status: failure.status)
        }
        throw failure(of: reason)
    }

    /// Has `/bin/sh` execute a file whose format the kernel doesn't know, as `execvp(3)` does.
    private func executeScript(
        in child: consuming ClonedProcess, _ environment: Environment, _ reason: SyscallError
    ) async throws -> Execution {
        let path =
            try await environment
            .which(shape.command.program, in: child)
        let script = Command("/bin/sh", [CString(path)] + shape.command.arguments)
        do throws(Refused<ClonedProcess>) {
            return .runs(
                try await child.exec(script, environment: environment, mask: signals.maskBefore))
        } catch {
            if error.reason is Hangup, let child = error.takeOperand() {
                return .ended(try await child.killAndWait())
            }
            throw failure(of: reason)
        }
    }

    private func failure(of reason: SyscallError) -> Failure {
        // If the name was looked up, the arguments show which file was found.
        let isExecve = reason.call == SYS.execve.name
        let arguments = isExecve ? "" : "(\(reason.arguments.joined(separator: ", ")))"
        return Failure(
            "\(shape.command.program): \(reason.call)\(arguments): \(reason.errno)",
            status: reason.errno == .noSuchFileOrDirectory ? 127 : 126)
    }
}
