import CRsyscall
import SystemPackage

/// A child that runs a program.
///
/// Waiting until it has ended consumes it, so it is waited for once. Dropped, it runs on, and is reaped
/// when it ends; it dies with us unless it has changed its credentials.
public struct ChildProcess: ~Copyable, Sendable {
    let record: ChildRecord

    init(_ record: ChildRecord) {
        self.record = record
    }

    /// Its number, as whoever cloned it counts.
    public var pid: ProcessID { record.pid }

    /// Its number, for a call that `other` makes.
    ///
    /// - Throws: ``PidNamespaceMismatch`` where `other` counts processes in another pid namespace.
    public func pid(in other: KernelTask) throws(PidNamespaceMismatch) -> ProcessID {
        try record.pid(in: other)
    }

    /// Signals it. See `pidfd_send_signal(2)`: a process that took its number is never meant.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` once it has ended.
    public func kill(_ signal: SIG) throws {
        try record.signal(signal)
    }

    /// Signals the process group that it leads, whoever of it is left. See `PIDFD_SIGNAL_PROCESS_GROUP` in
    /// `pidfd_send_signal(2)`.
    ///
    /// Kernels before 6.9 know groups only by number: once the child has ended it has none there.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` where it leads none; or on such a kernel
    ///   ``PidNamespaceMismatch`` where its number is not of our pid namespace.
    public func killpg(_ signal: SIG) throws {
        var call = SYS.pidfd_send_signal
        var result = record.sendToGroup(signal)
        if result == -Int(EINVAL) {
            let number = try record.pid(in: LocalProcess.shared.task)
            guard record.ending == nil else { return try record.signal(signal) }
            call = .kill
            result = rsyscall_instruction(
                Int(__NR_kill), UInt(bitPattern: -Int(number.rawValue)),
                UInt(truncatingIfNeeded: signal.rawValue), 0, 0, 0, 0)
        }
        guard result == 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-result)), call: call.name, arguments: ["-\(pid)", "\(signal)"],
                process: LocalProcess.shared.task.pid)
        }
    }

    /// Something to signal it with from elsewhere.
    public var signaller: Signaller { Signaller(record) }

    /// Waits until it has ended. See `waitid(2)`.
    ///
    /// - Throws: ``ChildStatusTaken``.
    public consuming func wait() async throws -> ChildState {
        try await record.end()
    }

    /// Waits until it has ended, stopped or continued, as far as `events` ask. See `waitid(2)`.
    ///
    /// Of a child of the init of a pid namespace this is seen some milliseconds later. A process that was cloned as
    /// our sibling is not ours to wait for: `ECHILD`.
    ///
    /// - Throws: ``ChildStatusTaken``, or ``Refused`` with the child where the kernel does not let us wait.
    public consuming func wait(for events: WaitOptions) async throws -> Waited {
        guard !events.isDisjoint(with: [.stopped, .continued]) else { return .gone(try await record.end()) }
        do {
            guard let state = try await record.change(events) else { return .gone(try await record.end()) }
            return .changed(ChildProcess(record), state)
        } catch let taken as ChildStatusTaken {
            throw taken
        } catch {
            throw Refused(error, operand: ChildProcess(record))
        }
    }

    /// Waits until it has ended, and throws unless it exited with status 0.
    ///
    /// Cancelling the Swift task terminates the child: `SIGTERM`, then `SIGKILL` once `grace` has passed.
    ///
    /// - Parameters:
    ///   - command: What it runs, for the error.
    ///   - grace: How long it has after `SIGTERM`.
    /// - Throws: ``CommandFailed``, ``ChildStatusTaken``, or `CancellationError` once it was terminated.
    public consuming func check(_ command: String = "", grace: Duration = .seconds(5)) async throws {
        let pid = pid
        let state = try await waitOrTerminate(grace: grace)
        guard state.isSuccess else { throw CommandFailed(command: command, process: pid, state: state) }
    }

    consuming func waitOrTerminate(grace: Duration) async throws -> ChildState {
        let record = record
        let killing = Guarded<Task<Void, any Error>?>(nil)
        defer { killing.withLock { $0 }?.cancel() }
        let state = try await withTaskCancellationHandler {
            try await record.end()
        } onCancel: {
            _ = record.send(.term)
            let task = Task.detached {
                try await Task.sleep(for: grace)
                if record.ending == nil { _ = record.send(.kill) }
            }
            killing.withLock { $0 = task }
        }
        if Task.isCancelled { throw CancellationError() }
        return state
    }
}

/// What ``ChildProcess/wait(for:)`` saw.
public enum Waited: ~Copyable, Sendable {
    /// The child has ended.
    case gone(ChildState)
    /// The child stopped or continued, and is still there.
    case changed(ChildProcess, ChildState)
}

/// Signals a child from anywhere, for as long as it lives.
public struct Signaller: Sendable {
    private let record: ChildRecord

    init(_ record: ChildRecord) {
        self.record = record
    }

    /// Signals the child. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` once it has ended.
    public func kill(_ signal: SIG) throws {
        try record.signal(signal)
    }
}

/// A command that did not exit with status 0.
public struct CommandFailed: Error, Hashable, CustomStringConvertible {
    /// What was run.
    public let command: String
    /// Its process.
    public let process: ProcessID
    /// How it ended.
    public let state: ChildState

    /// The command and how it ended.
    public var description: String {
        (command.isEmpty ? "process \(process)" : command) + " " + state.description
    }
}
