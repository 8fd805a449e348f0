import CRsyscall
import SystemPackage

/// A child that shares our memory and makes the calls that it is asked to, until it executes a program.
///
/// It isn't a sandbox, since it reads and writes our memory. Dropping it kills the child.
public struct ClonedProcess: ~Copyable, Sendable, SystemCalling {
    /// The child as a process, which makes the calls.
    public let process: LinuxProcess
    let record: ChildRecord
    private var duty: KillDuty

    init(process: LinuxProcess, record: ChildRecord) {
        self.process = process
        self.record = record
        duty = KillDuty(record: record)
    }

    /// The child's number in the pid namespace of the process that cloned it; in ours if it shares memory with us and was
    /// started through a command.
    public var pid: ProcessID { process.pid }

    /// Returns the child's number, for a call that `other` makes.
    ///
    /// - Throws: ``Mismatch`` if `other` is in another pid namespace.
    public func pid(in other: LinuxProcess) throws(Mismatch) -> ProcessID {
        try record.pid(in: other)
    }

    /// Signals the child. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: `ESRCH` if the child has ended.
    public func signal(_ signal: SIG) throws {
        try record.signal(signal)
    }

    /// A copyable handle that signals the child.
    public var signaler: Signaler { Signaler(record) }

    /// Kills the child, whatever call it is making, and waits until it has ended.
    ///
    /// A child that belongs to another user by now exits once its call has ended.
    ///
    /// - Returns: How it ended.
    /// - Throws: ``AlreadyTaken`` if the status was lost. `EPERM` if the child belongs to another user and executes a
    ///   program; it then continues to run.
    @discardableResult
    public consuming func killAndWait() async throws -> ChildState {
        let record = record
        record.endSoon(isAwaited: true) { record.kill() }
        return try await record.endIfPermitted()
    }

    /// Returns the child as a ``ChildProcess``, which is not killed when it is dropped.
    consuming func executed() -> ChildProcess {
        duty.record = nil
        return ChildProcess(record)
    }

    /// Returns the child, which is another process to the library by now: `process`.
    consuming func transferred(to process: LinuxProcess) -> ClonedProcess {
        duty.record = nil
        return ClonedProcess(process: process, record: record)
    }

    /// Makes the child exit, and waits until it has ended. See `exit_group(2)`.
    ///
    /// The child makes this call after all earlier ones, so it doesn't exit while one of them waits. To end it at once,
    /// use ``killAndWait()``. A child whose filter refuses the call ends by `exit(2)`, or is killed.
    ///
    /// - Parameter status: The exit status, of which the kernel keeps the lowest 8 bits.
    /// - Returns: How the child ended.
    /// - Throws: ``AlreadyTaken`` if the status was lost.
    @discardableResult
    public consuming func exit(_ status: CInt = 0) async throws -> ChildState {
        duty.record = nil
        let (record, connection) = (record, process.connection)
        let exit = Step(.exit_group, (UInt(bitPattern: Int(status)), 0, 0, 0, 0, 0))
        if connection.filter == .none {
            // A child that is blocked in another call won't end soon.
            record.endSoon(isAwaited: !connection.isBusy) { connection.post(exit) }
        } else {
            Task.detached {
                // The call returns only if it is refused, and the child would go on serving.
                _ = try? await connection.call(exit)
                _ = record.send(.kill)
            }
        }
        return try await record.end()
    }
}

/// The duty to kill a child that is dropped, even if handles of its descriptors remain.
///
/// Not private, since optimized clients of the library refer to it when they drop a child.
struct KillDuty: ~Copyable, Sendable {
    var record: ChildRecord?

    deinit { _ = record?.send(.kill) }
}

extension ChildRecord {
    func signal(_ signal: SIG) throws {
        try CopiedProcess.check()
        let result = send(signal)
        guard result == 0 else {
            throw SyscallError(
                errno: Errno(rawValue: CInt(-result)), call: "pidfd_send_signal",
                arguments: ["\(pid)", "\(signal)"], process: ours.pid)
        }
    }
}
