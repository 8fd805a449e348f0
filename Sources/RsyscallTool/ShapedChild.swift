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
        let initFolder = shape.namespaces.contains(.newpid) ? await folder(of: child) : nil
        try await advising { try await giveShape(to: child) }
        await forwarder.keep()
        switch try await execute(in: child) {
        case .ended(let state): return status(of: state, by: nil)
        case .runs(let running):
            await forwarder.pass(
                to: .init(pid: running.pid, signaller: running.signaller, initFolder: initFolder))
            let state = try await running.wait()
            return status(of: state, by: await forwarder.ended)
        }
    }

    /// Adds to the error of a step that needs privileges how to do without them.
    private func advising<Outcome: ~Copyable>(
        _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body()
        } catch var failure as Failure {
            let isOrdinary = try await process.geteuid() != .root
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
        let child = try await step("--new") {
            try await process.clone(shape.namespaces, descriptors: .all, users: .leftToCaller)
        }
        if onChild == .ignore { try await child.sigaction(.chld, .ignore) }
        return child
    }

    /// The child's folder in the `/proc` that we and it still share, which need not count as we do.
    private func folder(of child: borrowing ClonedProcess) async -> FilePath? {
        guard let number = try? await child.readlink("/proc/self") else { return nil }
        return FilePath("/proc").appending(number.components)
    }

    private func giveShape(to child: borrowing ClonedProcess) async throws {
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
        if shape.namespaces.contains(.newns) {
            try await ChildRoot(shape: shape).build(in: child)
        }
        if let directory = shape.directory {
            try await step("--chdir \(directory)") { try await child.chdir(directory) }
        }
        try await ChildCredentials(shape: shape, process: process, isMapped: isMapped).take(in: child)
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
        /// A signal that had waited, as the terminal's, ended the child just before.
        case ended(ChildState)
    }

    private func execute(in child: consuming ClonedProcess) async throws -> Execution {
        let program = shape.command.program
        do {
            return .runs(
                try await child.exec(
                    shape.command, environment: shape.environment, mask: signals.maskBefore))
        } catch {
            if error.reason is Hangup, let child = error.takeOperand() {
                return .ended(try await child.killAndWait())
            }
            guard let reason = error.reason as? SyscallError else {
                throw Failure("\(error.reason)", status: error.reason is CommandError ? 127 : 1)
            }
            // If the name was looked up, the arguments show which file was found.
            let isExecve = reason.call == SYS.execve.name
            let arguments = isExecve ? "" : "(\(reason.arguments.joined(separator: ", ")))"
            let message = "\(program): \(reason.call)\(arguments): \(reason.errno)"
            guard reason.errno == .noSuchFileOrDirectory else { throw Failure(message, status: 126) }
            if let child = error.takeOperand(), (try? await child.stat(FilePath(program))) != nil {
                throw Failure(message + " (it is there; its interpreter or loader is not)", status: 127)
            }
            throw Failure(message, status: 127)
        }
    }
}
