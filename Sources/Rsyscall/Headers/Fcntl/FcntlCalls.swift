extension OwnedFileDescriptor {
    /// Operates on the descriptor, with a number for an argument. See `fcntl(2)`.
    ///
    /// To duplicate a descriptor, use ``duplicate(from:_:)``: the number that this gives is owned by
    /// nobody.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func fcntl(_ operation: F, _ argument: Int = 0) async throws -> Int {
        let scope: SyscallScope = operation == .setlkw || operation == .ofd_setlkw ? .waits : .process
        return try await task.syscall(.fcntl, scope: scope, try checkedNumber(), operation, argument)
    }

    /// Operates on the descriptor, with memory for an argument. See `fcntl(2)`.
    ///
    /// - Returns: What the operation gives.
    /// - Throws: ``SyscallError``, or ``Hangup``.
    @discardableResult
    public func fcntl(
        _ operation: F, _ argument: borrowing some OwnedPointer & ~Copyable
    ) async throws -> Int {
        let scope: SyscallScope = operation == .setlkw || operation == .ofd_setlkw ? .waits : .process
        let number = try checkedNumber()
        let task = self.task
        return try await argument.withPinned(in: task.addressSpace) { address in
            try await task.syscall(.fcntl, scope: scope, number, operation, address)
        }
    }

    /// Another descriptor of the same open file, with the lowest free number from `lowest` on.
    ///
    /// See `F_DUPFD_CLOEXEC` and `F_DUPFD` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func duplicate(
        from lowest: FileDescriptorNumber = FileDescriptorNumber(0), _ flags: FD = .cloexec
    ) async throws -> OwnedFileDescriptor {
        let operation: F = flags.contains(.cloexec) ? .dupfd_cloexec : .dupfd
        let result = try await task.syscall(.fcntl, try checkedNumber(), operation, lowest)
        return OwnedFileDescriptor(result, of: task, neverWaits: neverWaits)
    }

    /// Makes `target` another descriptor of the same open file, closing what it was. See `dup3(2)`.
    ///
    /// - Parameters:
    ///   - target: The descriptor that is replaced.
    ///   - flags: ``O/cloexec``, or nothing.
    /// - Returns: The descriptor with the target's number.
    /// - Throws: ``Refused`` with `target` as it was.
    public func dup3(
        onto target: consuming OwnedFileDescriptor, _ flags: O = .cloexec
    ) async throws(Refused<OwnedFileDescriptor>) -> OwnedFileDescriptor {
        do {
            let number = try target.number(in: task)
            try await task.syscall(.dup3, try checkedNumber(), number, flags)
            _ = target.releaseNumber()
            return OwnedFileDescriptor(number, of: task, neverWaits: neverWaits)
        } catch {
            throw Refused(error, operand: target)
        }
    }

    /// Makes the number `target` a descriptor of the same open file, whatever it was. See `dup3(2)`.
    ///
    /// If somebody owns that number, it becomes theirs: this is for numbers that a program to be
    /// executed knows, such as 0, 1 and 2.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func dup3(ontoUnowned target: FileDescriptorNumber, _ flags: O = []) async throws {
        try await task.syscall(.dup3, try checkedNumber(), target, flags)
        // Put there on purpose, so it belongs into a copy of the table.
        table.own(target)
    }

    /// Adds seals to a memfd. See `F_ADD_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func addSeals(_ seals: F_SEAL) async throws {
        try await task.syscall(.fcntl, try checkedNumber(), F.add_seals, seals)
    }

    /// The seals of a memfd. See `F_GET_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func seals() async throws -> F_SEAL {
        F_SEAL(rawValue: CInt(truncatingIfNeeded: try await fcntl(.get_seals)))
    }
}
