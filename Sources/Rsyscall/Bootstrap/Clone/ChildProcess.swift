import CRsyscall
import SystemPackage

/// A child that runs a program.
///
/// Waiting for its end consumes it, so it can be waited for only once. A child that is dropped runs on, and is reaped
/// when it ends. It is killed when our process dies, unless its program is set-user-ID or changes its credentials; see
/// `PR_SET_PDEATHSIG` in `prctl(2)`.
public struct ChildProcess: ~Copyable, Sendable {
    let record: ChildRecord

    init(_ record: ChildRecord) {
        self.record = record
    }

    /// The child's number in the pid namespace of the process that cloned it.
    public var pid: ProcessID { record.pid }

    /// Returns the child's number, for a call that `other` makes.
    ///
    /// - Throws: ``Mismatch`` if `other` is in another pid namespace.
    public func pid(in other: LinuxProcess) throws(Mismatch) -> ProcessID {
        try record.pid(in: other)
    }

    /// Signals the child, and never a process that has taken over its number. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: `ESRCH` if the child has ended.
    public func signal(_ signal: SIG) throws {
        try record.signal(signal)
    }

    /// Signals every process in the group that the child leads. See `PIDFD_SIGNAL_PROCESS_GROUP` in
    /// `pidfd_send_signal(2)`.
    ///
    /// Before Linux 6.9 a group can be named only by its number, which may be another group's once the child has ended.
    /// So a child that has ended is not signaled there.
    ///
    /// For a process over a stream, the method doesn't wait and reports no error, and does nothing before Linux 6.9.
    ///
    /// - Throws: `ESRCH` if the child leads no group. Before Linux 6.9, also `ESRCH` if the child has ended, and
    ///   ``Mismatch`` if the child's number belongs to another pid namespace than ours.
    public func signalGroup(_ signal: SIG) throws {
        var call = SYS.pidfd_send_signal
        try CopiedProcess.check()
        var result = record.sendToGroup(signal)
        if result == -Int(EINVAL), record.relay == nil {
            let number = try record.pid(in: record.ours)
            guard record.ending == nil else { return try record.signal(signal) }
            call = .kill
            result = rsyscall_instruction(
                Int(__NR_kill), UInt(bitPattern: -Int(number.rawValue)),
                UInt(truncatingIfNeeded: signal.rawValue), 0, 0, 0, 0)
        }
        guard result == 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-result)), call: call.name, arguments: ["-\(pid)", "\(signal)"],
                process: record.ours.pid)
        }
    }

    /// A copyable handle that signals the child.
    public var signaler: Signaler { Signaler(record) }

    /// Waits until the child has ended. See `waitid(2)`.
    ///
    /// - Returns: How it ended.
    /// - Throws: ``AlreadyTaken`` if the status was lost.
    public consuming func wait() async throws -> ChildState {
        try await record.end()
    }

    /// Waits until the child has ended, or has stopped or continued if `events` asks for that. See `waitid(2)`.
    ///
    /// Changes of a child of the init of a pid namespace are reported some milliseconds late. For a process that was
    /// cloned as our sibling with ``CLONE/parent``, and for most processes over a stream, the kernel refuses the wait with
    /// `ECHILD`.
    ///
    /// - Parameter events: ``WaitOptions/stopped``, ``WaitOptions/continued``, or both. With neither, only the end is
    ///   reported.
    /// - Throws: ``AlreadyTaken``, or ``Refused`` with the child if the kernel refuses the wait.
    public consuming func wait(for events: WaitOptions) async throws -> Waited {
        guard !events.isDisjoint(with: [.stopped, .continued]) else { return .gone(try await record.end()) }
        do {
            guard let state = try await record.change(events) else { return .gone(try await record.end()) }
            return .changed(ChildProcess(record), state)
        } catch let taken as AlreadyTaken {
            throw taken
        } catch {
            throw Refused(error, operand: ChildProcess(record))
        }
    }

    /// Waits until the child has ended, and throws unless it exited with status 0.
    ///
    /// Canceling the Swift task terminates the child: it is sent `SIGTERM`, and `SIGKILL` after `grace`.
    ///
    /// - Parameters:
    ///   - command: The name of the command, for the error.
    ///   - grace: The time that the child has after `SIGTERM`.
    /// - Throws: ``CommandError/failed(command:process:state:message:)``, ``AlreadyTaken``, or `CancellationError` if the
    ///   child was terminated. `EPERM` if it was to be, but belongs to another user by now; it then continues to run.
    ///   Over a stream, the method waits for it instead.
    public consuming func check(_ command: String = "", grace: Duration = .seconds(5)) async throws {
        let pid = pid
        let state = try await waitOrTerminate(grace: grace)
        guard state.isSuccess else { throw CommandError.failed(command: command, process: pid, state: state) }
    }

    consuming func waitOrTerminate(grace: Duration) async throws -> ChildState {
        let record = record
        let state = try await withTaskCancellationHandler {
            try await record.endIfPermitted()
        } onCancel: {
            record.terminate(grace: grace)
        }
        if Task.isCancelled { throw CancellationError() }
        return state
    }
}

/// The outcome of ``ChildProcess/wait(for:)``.
public enum Waited: ~Copyable, Sendable {
    /// The child has ended.
    case gone(ChildState)
    /// The child stopped or continued, and is still there.
    case changed(ChildProcess, ChildState)
}

/// A copyable handle that signals a child for as long as it lives.
public struct Signaler: Sendable {
    private let record: ChildRecord

    init(_ record: ChildRecord) {
        self.record = record
    }

    /// Signals the child. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: `ESRCH` if the child has ended.
    public func signal(_ signal: SIG) throws {
        try record.signal(signal)
    }
}
