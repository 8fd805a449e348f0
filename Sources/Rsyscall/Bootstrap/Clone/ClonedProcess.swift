import CRsyscall
import SystemPackage

/// A child that shares our memory and makes the calls we ask it to, until it executes a program.
///
/// It is one of ours, not a sandbox: it reads and writes what we do. Dropping it kills it.
public struct ClonedProcess: ~Copyable, Sendable, SystemCalling {
    /// What makes its system calls.
    public let task: KernelTask
    let interface: ChildInterface
    private var duty: KillDuty

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

    /// Its number, for a call that `other` makes.
    ///
    /// - Throws: ``PidNamespaceMismatch`` where `other` counts processes in another pid namespace.
    public func pid(in other: KernelTask) throws(PidNamespaceMismatch) -> ProcessID {
        try interface.record.pid(in: other)
    }

    /// Signals the child. See `pidfd_send_signal(2)`.
    ///
    /// - Throws: ``SyscallError``, with `ESRCH` once it has ended.
    public func kill(_ signal: SIG) throws {
        try interface.record.signal(signal)
    }

    /// Something to signal it with from elsewhere.
    public var signaller: Signaller { Signaller(interface.record) }

    /// Kills the child, whatever call it is in, and waits until it has ended.
    ///
    /// - Throws: ``ChildStatusTaken``.
    public consuming func killAndWait() async throws -> ChildState {
        _ = interface.record.send(.kill)
        return try await interface.record.end()
    }

    /// The process as one that runs a program now, and that is not killed when it is dropped.
    consuming func executed() -> ChildProcess {
        duty.record = nil
        return ChildProcess(interface.record)
    }

    /// Has the child exit. See `exit_group(2)`.
    ///
    /// It makes this call after all that were asked of it before, so while one of those waits, this waits for
    /// it; ``killAndWait()`` does not.
    ///
    /// - Parameter status: Of which the kernel keeps the lowest 8 bits.
    /// - Throws: ``ChildStatusTaken``.
    public consuming func exit(_ status: CInt = 0) async throws -> ChildState {
        duty.record = nil
        task.interface.post(
            SyscallRequest(
                number: Int(__NR_exit_group), arguments: (UInt(bitPattern: Int(status)), 0, 0, 0, 0, 0),
                scope: .waits))
        return try await interface.record.end()
    }
}

/// The duty to kill a child that was dropped, though descriptors of it may still be about.
///
/// Not private: optimised clients of the library refer to it where they drop a child.
struct KillDuty: ~Copyable, Sendable {
    var record: ChildRecord?

    deinit { _ = record?.send(.kill) }
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
