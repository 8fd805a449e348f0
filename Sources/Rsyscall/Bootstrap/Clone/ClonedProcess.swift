import CRsyscall
import SystemPackage

/// A child that shares our memory and makes the calls we ask it to, until it executes a program.
///
/// It is one of ours, not a sandbox: it reads and writes what we do. Dropping it kills it.
public struct ClonedProcess: ~Copyable, Sendable, SystemCalling {
    /// What makes its system calls.
    public let task: KernelTask
    private let interface: ChildInterface
    private var duty: KillDuty

    /// The duty to kill a child that was dropped, though descriptors of it may still be about.
    private struct KillDuty: ~Copyable, Sendable {
        var record: ChildRecord?

        deinit { _ = record?.send(.kill) }
    }

    init(task: KernelTask, interface: ChildInterface) {
        self.task = task
        self.interface = interface
        duty = KillDuty(record: interface.record)
        interface.atDeparture { [weak task, weak interface] in
            guard let task, let interface else { return }
            task.descriptorTable.leave(interface)
        }
    }

    /// Its number, as whoever cloned it counts.
    public var pid: ProcessID { task.pid }

    /// Signals the child. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` once it has ended.
    public func kill(_ signal: SIG) throws {
        try interface.record.signal(signal)
    }

    /// Something to signal it with from elsewhere.
    public var signaller: Signaller { Signaller(interface.record) }

    /// Kills the child and waits until it has ended.
    ///
    /// - Throws: ``ChildStatusTaken``.
    public consuming func killAndWait() async throws -> ChildState {
        _ = interface.record.send(.kill)
        return try await interface.record.end()
    }

    /// Has the child exit. See `exit_group(2)`.
    ///
    /// - Parameter status: From 0 to 255.
    /// - Throws: ``ChildStatusTaken``.
    public consuming func exit(_ status: CInt = 0) async throws -> ChildState {
        duty.record = nil
        task.interface.post(
            SyscallRequest(
                number: Int(__NR_exit_group), arguments: (UInt(status), 0, 0, 0, 0, 0), scope: .waits))
        return try await interface.record.end()
    }

    /// Executes a program in place of the child. See `execve(2)`.
    ///
    /// The signal mask becomes `mask`. Descriptors without ``O/cloexec`` stay open.
    ///
    /// - Parameters:
    ///   - path: The program's file.
    ///   - arguments: All of them, the name first.
    ///   - environment: Lines of the form `NAME=value`.
    ///   - mask: Which signals the program starts with blocked; none, as programs expect.
    /// - Returns: The process, which is no longer of our memory.
    /// - Throws: ``Refused`` with the child, still usable.
    public consuming func execve(
        _ path: FilePath, _ arguments: [String], _ environment: [String], mask: Sigset = .empty
    ) async throws(Refused<ClonedProcess>) -> ChildProcess {
        do {
            try await execute(path, arguments, environment, mask)
            duty.record = nil
            return ChildProcess(interface.record)
        } catch {
            throw Refused(error, operand: self)
        }
    }

    private func execute(
        _ path: FilePath, _ arguments: [String], _ environment: [String], _ mask: Sigset
    ) async throws {
        let file = try await task.pointer(to: path)
        let argv = try await task.pointer(to: try await ArgumentList(arguments, in: task))
        let envp = try await task.pointer(to: try await ArgumentList(environment, in: task))
        let blocked = try await task.pointer(to: Sigset.all)
        let unblocked = try await task.pointer(to: mask)
        // Until execve the child must take no signal, or it would run our handlers.
        try await task.setMask(unblocked)
        let request = SyscallRequest(
            number: Int(__NR_execve),
            arguments: (file.memory.start, argv.memory.start, envp.memory.start, 0, 0, 0), scope: .waits)
        let result = try await interface.execute(request)
        task.traceExecution(path, arguments, result)
        guard let result else { return }
        try await task.setMask(blocked)
        throw SyscallError(
            errno: Errno(rawValue: CInt(-result)), call: "execve",
            arguments: [quoted(path.string.utf8, limit: 4096), "\(arguments)"], process: pid)
    }
}

extension ChildRecord {
    func signal(_ signal: SIG) throws {
        let result = send(signal)
        guard result == 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-result)), call: "pidfd_send_signal",
                arguments: ["\(pid)", "\(signal)"], process: LocalProcess.shared.task.pid)
        }
    }
}

extension KernelTask {
    fileprivate func setMask(_ mask: borrowing WrittenPointer<Sigset>) async throws {
        try await syscall(
            .rt_sigprocmask, scope: .thread, SIG_HOW.setmask, try mask.memory.argument(for: self),
            Address.null, Sigset.byteCount)
    }

    fileprivate func traceExecution(_ path: FilePath, _ arguments: [String], _ result: Int?) {
        guard tracer.isOn else { return }
        let outcome = result.map { "-1 \(ErrnoName.of(CInt(-$0)))" } ?? "0"
        tracer.record(
            "execve", [quoted(path.string.utf8, limit: 4096), "\(arguments)"], outcome, in: pid,
            took: .zero)
    }
}
