extension OwnedFileDescriptor {
    /// Operates on the descriptor, with a number for an argument: `fcntl(2)`.
    ///
    /// The number of a duplicate would have no owner: use ``duplicate(from:closeOnExec:)`` for that.
    ///
    /// - Throws: `EINVAL` if the operation takes an address instead, or ``Unsupported`` if it isn't known to take none.
    @discardableResult
    public func fcntl(_ operation: FcntlCommand, _ argument: Int = 0) async throws -> Int {
        switch operation {
        case .getown:
            // As a result of the call, the negated number of a group would look like an error.
            let owner: FOwnerEx = try await process.syscall(
                .fcntl, self, FcntlCommand.getown_ex, Output<FOwnerEx>())
            return owner.type == .pgrp ? -Int(owner.pid.rawValue) : Int(owner.pid.rawValue)
        case .getfl:
            let flags: OpenFlags = try await process.syscall(.fcntl, self, operation)
            return Int(flags.rawValue)
        case .setfl:
            let flags = OpenFlags(rawValue: CInt(truncatingIfNeeded: argument))
            return try await process.syscall(.fcntl, self, operation, flags)
        default:
            return try await process.syscall(.fcntl, self, WithNumbers(operation), argument)
        }
    }

    /// Operates on the descriptor with a value that the kernel reads, such as a ``Flock`` to set: `fcntl(2)`.
    ///
    /// - Throws: `EAGAIN` if another lock conflicts, or `EINVAL` if the operation reads no value.
    @discardableResult
    public func fcntl<Value: PlainBytes>(
        _ operation: FcntlCommand, _ argument: borrowing some ValueArgument<Value> & ~Copyable
    ) async throws -> Int {
        try operation.check(.reads, of: try argument.byteCount(for: process), for: process)
        return try await process.syscall(.fcntl, self, operation, argument)
    }

    /// Returns the lock that conflicts with `lock`, or one of type ``F_LCK/unlck`` if none does, for
    /// ``FcntlCommand/getlk`` or ``FcntlCommand/ofd_getlk``: `fcntl(2)`.
    public func fcntl(_ operation: FcntlCommand, replacing lock: Flock) async throws -> Flock {
        try operation.check(.writes, of: Flock.byteCount, for: process)
        return try await process.syscall(.fcntl, self, operation, FrameValue(lock))
    }

    /// Operates on the descriptor with memory that the kernel fills, reading it first for a lock: `fcntl(2)`.
    ///
    /// - Throws: ``Refused`` with the memory as it was.
    public func fcntl<Argument: FixedSize>(
        _ operation: FcntlCommand, replacing argument: consuming WrittenPointer<Argument>
    ) async throws(Refused<WrittenPointer<Argument>>) -> ReadablePointer<Argument> {
        do {
            try operation.check(.writes, of: argument.size, for: process)
            try await process.syscall(.fcntl, self, operation, RoomArgument(argument.memory))
            return ReadablePointer(argument)
        } catch {
            throw Refused(error, operand: argument)
        }
    }

    /// Duplicates the descriptor to the lowest free number from `lowest` on: `F_DUPFD` in `fcntl(2)`.
    ///
    /// - Throws: `EMFILE` if no number is free, or `EINVAL` if `lowest` is negative or not below the limit.
    public func duplicate(
        from lowest: FileDescriptorNumber = FileDescriptorNumber(0), closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.fcntl, self, closeOnExec ? FcntlCommand.dupfd_cloexec : .dupfd, lowest)
    }

    /// Adds seals to a memfd: `F_ADD_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: `EPERM` if it is sealed against that or not writable, or `EBUSY` if it is mapped writable.
    public func fcntl_add_seals(_ seals: F_SEAL) async throws {
        try await process.syscall(.fcntl, self, FcntlCommand.add_seals, seals)
    }

    /// Returns the seals of a memfd: `F_GET_SEALS` in `fcntl(2)`.
    ///
    /// - Throws: `EINVAL` if the file can't be sealed.
    public func fcntl_get_seals() async throws -> F_SEAL {
        try await process.syscall(.fcntl, self, FcntlCommand.get_seals)
    }
}

extension F_SEAL: CallResult {}
