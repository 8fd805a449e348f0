import SystemPackage

/// Something that makes system calls as one process: the task itself, or an object that holds one.
///
/// Every call whose first argument is neither a descriptor nor a pointer is a method here.
public protocol SystemCalling: PathBase, ~Copyable {
    /// The process whose calls these are.
    var task: KernelTask { get }
}

extension KernelTask: SystemCalling {
    /// The task itself.
    public var task: KernelTask { self }
}

/// The argument of a call that has fewer than six.
public struct NoArgument: SyscallArgument {
    /// No argument.
    @inlinable
    public init() {}
    /// Zero, which no call looks at.
    @inlinable
    public var register: UInt { 0 }
    /// Nothing.
    public var traced: String { "" }
}

extension KernelTask {
    /// Makes the system call `call` with up to six arguments.
    ///
    /// It is for calls that have no wrapper here, and knows nothing of what the arguments mean: pin
    /// the pointers that the kernel is to use.
    ///
    /// The scope says whether the call acts on the calling thread, or may wait.
    ///
    /// - Returns: What the kernel returned, which is not an error.
    /// - Throws: ``SyscallError``, or ``Hangup`` where the process is gone.
    @inlinable
    @inline(__always)
    @discardableResult
    public func syscall<
        A: SyscallArgument & ~Copyable, B: SyscallArgument & ~Copyable, C: SyscallArgument & ~Copyable,
        D: SyscallArgument & ~Copyable, E: SyscallArgument & ~Copyable, F: SyscallArgument & ~Copyable
    >(
        _ call: SYS, scope: SyscallScope = .process, _ a: borrowing A = NoArgument(),
        _ b: borrowing B = NoArgument(), _ c: borrowing C = NoArgument(), _ d: borrowing D = NoArgument(),
        _ e: borrowing E = NoArgument(), _ f: borrowing F = NoArgument()
    ) async throws -> Int {
        let request = SyscallRequest(
            number: call.number,
            arguments: (a.register, b.register, c.register, d.register, e.register, f.register),
            scope: scope)
        let atOnce = tracer.isOn ? nil : interface.callAtOnce(request)
        if let atOnce, !Self.isRefusal(atOnce) { return atOnce }
        return try await finish(call, request, atOnce, a, b, c, d, e, f)
    }

    /// What is left of a call that was not made at once and well: a function of its own, so that the other
    /// is small enough to be inlined and needs no frame.
    @usableFromInline
    func finish<
        A: SyscallArgument & ~Copyable, B: SyscallArgument & ~Copyable, C: SyscallArgument & ~Copyable,
        D: SyscallArgument & ~Copyable, E: SyscallArgument & ~Copyable, F: SyscallArgument & ~Copyable
    >(
        _ call: SYS, _ request: SyscallRequest, _ atOnce: Int?, _ a: borrowing A, _ b: borrowing B,
        _ c: borrowing C, _ d: borrowing D, _ e: borrowing E, _ f: borrowing F
    ) async throws -> Int {
        if atOnce == nil, tracer.isOn {
            let arguments = [a.traced, b.traced, c.traced, d.traced, e.traced, f.traced]
            return try await traced(call, arguments, request)
        }
        let result: Int
        if let atOnce { result = atOnce } else { result = try await interface.syscall(request) }
        if Self.isRefusal(result) {
            throw refusal(
                of: call, [a.traced, b.traced, c.traced, d.traced, e.traced, f.traced], result: result)
        }
        return result
    }

    @inlinable
    static func isRefusal(_ result: Int) -> Bool { result < 0 && result >= -4095 }

    @usableFromInline
    func refusal(of call: SYS, _ arguments: [String], result: Int) -> SyscallError {
        SyscallError(
            errno: Errno(rawValue: CInt(-result)), call: call.name, arguments: arguments.filter { $0 != "" },
            process: pid)
    }

    /// What a call returned, as strace prints it.
    static func outcome(of result: Int, _ call: SYS) -> String {
        guard isRefusal(result) else {
            guard call.effects.contains(.returnsAddress) else { return "\(result)" }
            return Address(UInt(bitPattern: result)).description
        }
        let errno = CInt(-result)
        return "-1 \(ErrnoName.of(errno)) (\(Errno(rawValue: errno)))"
    }

    @usableFromInline
    func traced(_ call: SYS, _ arguments: [String], _ request: SyscallRequest) async throws -> Int {
        let arguments = arguments.filter { $0 != "" }
        let start = ContinuousClock.now
        do {
            let result = try await interface.syscall(request)
            tracer.record(
                call.name, arguments, Self.outcome(of: result, call), in: pid,
                took: ContinuousClock.now - start)
            if Self.isRefusal(result) { throw refusal(of: call, arguments, result: result) }
            return result
        } catch let hangup as Hangup {
            tracer.record(call.name, arguments, "? (hangup)", in: pid, took: ContinuousClock.now - start)
            throw hangup
        }
    }
}
