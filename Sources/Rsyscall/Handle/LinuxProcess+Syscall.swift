import SystemPackage

extension LinuxProcess {
    /// Makes a system call and returns its result as an `R`.
    ///
    /// A call with only register arguments builds no frame, and is made on the spot if the connection can make it.
    @inlinable
    @inline(__always)
    func syscall<
        R: CallResult & ~Copyable, A: CallArgument & ~Copyable, B: CallArgument & ~Copyable,
        C: CallArgument & ~Copyable, D: CallArgument & ~Copyable, E: CallArgument & ~Copyable,
        F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A = NoArgument(), _ b: borrowing B = NoArgument(),
        _ c: borrowing C = NoArgument(), _ d: borrowing D = NoArgument(), _ e: borrowing E = NoArgument(),
        _ f: borrowing F = NoArgument()
    ) async throws -> R {
        if !tracer.isOn {
            if A.usesFrame || B.usesFrame || C.usesFrame || D.usesFrame || E.usesFrame || F.usesFrame {
                if connection.callsAtOnce(call.effects),
                    let made: R = try framedAtOnce(call, a, b, c, d, e, f)
                {
                    return made
                }
            } else if isThisProcess || connection.callsAtOnce(call.effects) {
                var none = Frame()
                let step = try step(call, a, b, c, d, e, f, &none)
                if let result = callAtOnce(step) {
                    if SyscallResult.isRefusal(result) { throw refusal(of: call, a, b, c, d, e, f, result) }
                    return try R(CallOutcome(result, step, of: self, none))
                }
            }
        }
        return try await framed(call, a, b, c, d, e, f, wasTried: !tracer.isOn)
    }

    /// Makes a system call that returns nothing but success.
    @inlinable
    @inline(__always)
    func syscall<
        A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable,
        D: CallArgument & ~Copyable, E: CallArgument & ~Copyable, F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A = NoArgument(), _ b: borrowing B = NoArgument(),
        _ c: borrowing C = NoArgument(), _ d: borrowing D = NoArgument(), _ e: borrowing E = NoArgument(),
        _ f: borrowing F = NoArgument()
    ) async throws {
        let _: Int = try await syscall(call, a, b, c, d, e, f)
    }

    /// Makes the call here and now if it needs no waiting.
    ///
    /// Many processors mispredict the first return from a function after a system call, which costs half as much as the
    /// call. So the instruction stands where the call is written, with no function around it.
    @inlinable
    @inline(__always)
    func callAtOnce(_ step: Step) -> Int? {
        if isThisProcess, let result = step.madeIfPlain() { return result }
        return connection.callAtOnce(step)
    }

    /// Makes the arguments place themselves.
    @inlinable
    @inline(__always)
    func step<
        A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable,
        D: CallArgument & ~Copyable, E: CallArgument & ~Copyable, F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A, _ b: borrowing B, _ c: borrowing C, _ d: borrowing D,
        _ e: borrowing E, _ f: borrowing F, _ frame: inout Frame
    ) throws -> Step {
        Step(
            call, try a.place(in: &frame, for: self, Seal()), try b.place(in: &frame, for: self, Seal()),
            try c.place(in: &frame, for: self, Seal()), try d.place(in: &frame, for: self, Seal()),
            try e.place(in: &frame, for: self, Seal()), try f.place(in: &frame, for: self, Seal()))
    }

    /// Makes the call with a frame on the stack, which suffices as long as nothing is awaited.
    ///
    /// - Returns: `nil` if the call may wait, and so was not made.
    @inlinable
    func framedAtOnce<
        R: CallResult & ~Copyable, A: CallArgument & ~Copyable, B: CallArgument & ~Copyable,
        C: CallArgument & ~Copyable, D: CallArgument & ~Copyable, E: CallArgument & ~Copyable,
        F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A, _ b: borrowing B, _ c: borrowing C, _ d: borrowing D,
        _ e: borrowing E, _ f: borrowing F
    ) throws -> R? {
        let size = 512
        // What the closure would return is a generic type, looked up by name at each call.
        var made: R?
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: Frame.alignment) { memory in
            // The size is not 0, so there is an address.
            var frame = Frame(in: memory.baseAddress.unsafelyUnwrapped, capacity: size)
            let step = try step(call, a, b, c, d, e, f, &frame)
            frame.applyRelocations()
            guard let resolved = step.resolved(frameAt: frame.address),
                let result = callAtOnce(resolved)
            else { return }
            if SyscallResult.isRefusal(result) { throw refusal(of: call, a, b, c, d, e, f, result) }
            made = try R(CallOutcome(result, step, of: self, frame))
        }
        return made
    }

    /// Makes the call, waiting if it must, with a frame that doesn't move.
    ///
    /// - Parameters:
    ///   - change: How the call changes the namespaces of the process, if it does.
    ///   - wasTried: Whether making it at once was tried before, and so isn't tried again.
    @inlinable
    func framed<
        R: CallResult & ~Copyable, A: CallArgument & ~Copyable, B: CallArgument & ~Copyable,
        C: CallArgument & ~Copyable, D: CallArgument & ~Copyable, E: CallArgument & ~Copyable,
        F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A, _ b: borrowing B, _ c: borrowing C, _ d: borrowing D,
        _ e: borrowing E, _ f: borrowing F, changing change: NamespaceChange? = nil, wasTried: Bool = false
    ) async throws -> R {
        while true {
            try CopiedProcess.check()
            let namespaces = connection.namespaces
            var frame = connection.makeFrame()
            var step = try step(call, a, b, c, d, e, f, &frame)
            if wasTried, connection.isThisProcess, !step.effects.isDisjoint(with: [.reads, .writes, .opens]) {
                step.effects.insert(.waits)
            }
            if step.effects.contains(.diverges), connection.hasManyThreads {
                throw Unsupported(ofOneThread: call)
            }
            let start = tracer.isOn ? ContinuousClock.now : nil
            let result: Int?
            do {
                result = try await connection.call(
                    step, &frame, in: namespaces, change.map { namespaces.after($0) })
            } catch {
                R.closeDescriptors(
                    leftAt: frame.base + frame.output, in: namespaces.descriptorTable, connection)
                if let start { record(call, a, b, c, d, e, f, nil, since: start) }
                throw error
            }
            // The process is in other namespaces by now, in which an argument may mean something else.
            guard let result else { continue }
            note(step.effects, in: namespaces)
            if let start { record(call, a, b, c, d, e, f, result, since: start) }
            if SyscallResult.isRefusal(result) { throw refusal(of: call, a, b, c, d, e, f, result) }
            let output = UnsafeRawPointer(frame.base + frame.output)
            return try R(
                CallOutcome(
                    result, step, of: self, in: namespaces, outputAt: output, frame.count - frame.output))
        }
    }

    /// Traces a call, which has no result if its maker was gone.
    @usableFromInline
    func record<
        A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable,
        D: CallArgument & ~Copyable, E: CallArgument & ~Copyable, F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A, _ b: borrowing B, _ c: borrowing C, _ d: borrowing D,
        _ e: borrowing E, _ f: borrowing F, _ result: Int?, since start: ContinuousClock.Instant
    ) {
        tracer.record(
            call, [a.traced, b.traced, c.traced, d.traced, e.traced, f.traced],
            result.map { Self.outcome(of: $0, call) } ?? "? (hangup)", in: pid, since: start)
    }

    /// Notes what a call may have changed for later calls of our own process that open files.
    @inlinable
    func note(_ effects: Effects, in namespaces: ProcessNamespaces) {
        if !effects.isDisjoint(with: [.takesLease, .changesMounts]) { noteChange(effects, in: namespaces) }
    }

    @usableFromInline
    func noteChange(_ effects: Effects, in namespaces: ProcessNamespaces) {
        if effects.contains(.takesLease) { KnownLeases.note() }
        guard effects.contains(.changesMounts) else { return }
        if namespaces.mounts === ours.connection.namespaces.mounts { ServedMounts.shared.forget() }
    }

    /// Makes a call that changes the namespaces of the process.
    func change<A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable>(
        _ change: NamespaceChange, by call: SYS, _ a: borrowing A, _ b: borrowing B = NoArgument(),
        _ c: borrowing C = NoArgument()
    ) async throws {
        let (d, e, f) = (NoArgument(), NoArgument(), NoArgument())
        let _: Int = try await framed(call, a, b, c, d, e, f, changing: change)
    }

    /// Returns the error of a refused call. Out of line, so that calls stay small enough to inline.
    @usableFromInline
    func refusal<
        A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable,
        D: CallArgument & ~Copyable, E: CallArgument & ~Copyable, F: CallArgument & ~Copyable
    >(
        of call: SYS, _ a: borrowing A, _ b: borrowing B, _ c: borrowing C, _ d: borrowing D,
        _ e: borrowing E, _ f: borrowing F, _ result: Int
    ) -> SyscallError {
        refusal(of: call, [a.traced, b.traced, c.traced, d.traced, e.traced, f.traced], result: result)
    }

    func refusal(of call: SYS, _ arguments: [String], result: Int) -> SyscallError {
        SyscallError(
            errno: Errno(rawValue: CInt(-result)), call: call.name, arguments: arguments.filter { $0 != "" },
            process: pid)
    }

    /// Returns the outcome of a call as strace prints it.
    static func outcome(of result: Int, _ call: SYS) -> String {
        guard SyscallResult.isRefusal(result) else {
            if call.effects.contains(.returnsAddress) { return Address(UInt(bitPattern: result)).description }
            return "\(call.effects.contains(.opens) ? Int(OpenedFile(result).number.rawValue) : result)"
        }
        let errno = CInt(-result)
        return "-1 \(ErrnoName.of(errno)) (\(Errno(rawValue: errno)))"
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Makes a system call that has no method here, with up to six arguments.
    ///
    /// The library doesn't know what the call does with its arguments. The kernel may take a number for an address, so
    /// this can do whatever the kernel lets the process do, even to its memory. For a call that the library doesn't
    /// list, see ``SYS/init(unlisted:_:)``.
    ///
    /// - Returns: The call's result.
    /// - Throws: ``Mismatch`` if an argument belongs to another namespace, or ``Unsupported`` if our own process would
    ///   make a call that Linux applies to one thread.
    @discardableResult
    public func unsafeSyscall<
        A: CallArgument & ~Copyable, B: CallArgument & ~Copyable, C: CallArgument & ~Copyable,
        D: CallArgument & ~Copyable, E: CallArgument & ~Copyable, F: CallArgument & ~Copyable
    >(
        _ call: SYS, _ a: borrowing A = NoArgument(), _ b: borrowing B = NoArgument(),
        _ c: borrowing C = NoArgument(), _ d: borrowing D = NoArgument(),
        _ e: borrowing E = NoArgument(), _ f: borrowing F = NoArgument()
    ) async throws -> Int {
        let result: Int = try await process.syscall(call, a, b, c, d, e, f)
        return call.effects.contains(.opens) ? Int(OpenedFile(result).number.rawValue) : result
    }
}
