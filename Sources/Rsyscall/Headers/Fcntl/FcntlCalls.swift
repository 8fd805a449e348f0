extension OwnedFileDescriptor {
    /// Operates on the descriptor, with a number for an argument. See `fcntl(2)`.
    ///
    /// To duplicate a descriptor, use ``duplicate(from:_:)``: the number that this gives is owned by
    /// nobody.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, with `EINVAL` where the operation takes memory and no number, or
    ///   ``Hangup``.
    @discardableResult
    public func fcntl(_ operation: FcntlCommand, _ argument: Int = 0) async throws -> Int {
        guard operation.memoryUse == .none else { throw task.misused(operation) }
        // As a result of the call, the negated number of a group would look like an error.
        if operation == .getown {
            let owner = try await signalOwner()
            return Int(owner.type == .pgrp ? -owner.pid.rawValue : owner.pid.rawValue)
        }
        return try await task.syscall(.fcntl, try checkedNumber(), operation, argument)
    }

    private func signalOwner() async throws -> FOwnerEx {
        do {
            let memory = try await task.pointer(to: FOwnerEx(.pid, ProcessID(0)))
            return try await fcntl(.getown_ex, replacing: memory).read()
        } catch let refused as Refused<WrittenPointer<FOwnerEx>> {
            throw refused.reason
        }
    }

    /// Operates on the descriptor as memory says that the kernel only reads, such as a lock to set.
    ///
    /// ``FcntlCommand/setlkw`` and ``FcntlCommand/ofd_setlkw`` wait. See `fcntl(2)`.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, with `EAGAIN` where another's lock stands in the way, `EINVAL` where
    ///   the operation reads no memory; ``PointerError`` where the memory is too short for it; or
    ///   ``Hangup``.
    @discardableResult
    public func fcntl<Argument: FixedSize>(
        _ operation: FcntlCommand, _ argument: borrowing some InitializedPointer<Argument> & ~Copyable
    ) async throws -> Int {
        guard case .reads(let needed) = operation.memoryUse else { throw task.misused(operation) }
        let count = argument.initializedByteCount
        guard count >= needed else { throw PointerError.valueTooLong(byteCount: needed, size: count) }
        let number = try checkedNumber()
        let task = self.task
        return try await task.withValue(argument) { address in
            try await task.syscall(.fcntl, scope: operation.scope, number, operation, address)
        }
    }

    /// Operates on the descriptor with memory that the kernel fills, after it has read it where the
    /// operation is ``FcntlCommand/getlk`` or ``FcntlCommand/ofd_getlk``. See `fcntl(2)`.
    ///
    /// - Returns: The memory, filled.
    /// - Throws: ``Refused`` with the memory as it was.
    public func fcntl<Argument: FixedSize>(
        _ operation: FcntlCommand, replacing argument: consuming WrittenPointer<Argument>
    ) async throws(Refused<WrittenPointer<Argument>>) -> ReadablePointer<Argument> {
        do {
            guard case .writes(let needed) = operation.memoryUse else { throw task.misused(operation) }
            try argument.memory.checkRoom(max(needed, Argument.byteCount))
            let address = try argument.memory.argument(for: task)
            try await task.syscall(.fcntl, try checkedNumber(), operation, address)
            return ReadablePointer(argument)
        } catch {
            throw Refused(error, operand: argument)
        }
    }

    /// Sets or clears a lock of some of the file's bytes; waits for it with ``FcntlCommand/setlkw`` or
    /// ``FcntlCommand/ofd_setlkw``. See `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EAGAIN` where another's lock stands in the way, or ``Hangup``.
    public func fcntl(_ operation: FcntlCommand, _ lock: Flock) async throws {
        _ = try await fcntl(operation, try await task.pointer(to: lock))
    }

    /// Which lock stands in the way of this one, with ``FcntlCommand/getlk`` or
    /// ``FcntlCommand/ofd_getlk``; one of type ``F_LCK/unlck`` where there is none. See `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func fcntl(_ operation: FcntlCommand, replacing lock: Flock) async throws -> Flock {
        do {
            return try await fcntl(operation, replacing: try await task.pointer(to: lock)).read()
        } catch let refused as Refused<WrittenPointer<Flock>> {
            throw refused.reason
        }
    }

    /// Another descriptor of the same open file, with the lowest free number from `lowest` on.
    ///
    /// See `F_DUPFD_CLOEXEC` and `F_DUPFD` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EMFILE` where no number is free, or ``Hangup``.
    public func duplicate(
        from lowest: FileDescriptorNumber = FileDescriptorNumber(0), _ flags: FD = .cloexec
    ) async throws -> OwnedFileDescriptor {
        let operation: FcntlCommand = flags.contains(.cloexec) ? .dupfd_cloexec : .dupfd
        let result = try await task.syscall(.fcntl, try checkedNumber(), operation, lowest)
        return OwnedFileDescriptor(result, of: task, neverWaits: neverWaits)
    }

    /// Adds seals to a memfd. See `F_ADD_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EPERM` where it is sealed against that, `EBUSY` where it is
    ///   mapped writable, or ``Hangup``.
    public func addSeals(_ seals: F_SEAL) async throws {
        try await task.syscall(.fcntl, try checkedNumber(), FcntlCommand.add_seals, seals)
    }

    /// The seals of a memfd. See `F_GET_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, with `EINVAL` where it is none, or ``Hangup``.
    public func seals() async throws -> F_SEAL {
        F_SEAL(rawValue: CInt(truncatingIfNeeded: try await fcntl(.get_seals)))
    }
}

extension FcntlCommand {
    fileprivate var scope: SyscallScope { effects.contains(.waits) ? .waits : .process }
}

extension KernelTask {
    /// What the kernel would say of a bad argument, were it able to tell a number from an address.
    fileprivate func misused(_ operation: FcntlCommand) -> SyscallError {
        SyscallError(
            errno: .invalidArgument, call: SYS.fcntl.name, arguments: [operation.description], process: pid)
    }
}
