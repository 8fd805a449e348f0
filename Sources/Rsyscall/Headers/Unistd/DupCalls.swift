extension OwnedFileDescriptor {
    /// Makes `target` another descriptor of the same open file, closing what it was. See `dup3(2)`.
    ///
    /// - Parameters:
    ///   - target: The descriptor that is replaced.
    ///   - flags: ``OpenFlags/cloexec``, or nothing.
    /// - Returns: The descriptor with the target's number.
    /// - Throws: ``Refused`` with `target` as it was.
    public func dup3(
        onto target: consuming OwnedFileDescriptor, _ flags: OpenFlags = .cloexec
    ) async throws(Refused<OwnedFileDescriptor>) -> OwnedFileDescriptor {
        do {
            let number = try target.number(in: task)
            try await task.syscall(.dup3, try checkedNumber(), number, DescriptorFlags(flags))
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
    /// - Throws: ``SyscallError``, with `EINVAL` where it is this descriptor's own number, or ``Hangup``.
    public func dup3(ontoUnowned target: FileDescriptorNumber, _ flags: OpenFlags = []) async throws {
        try await task.syscall(.dup3, try checkedNumber(), target, DescriptorFlags(flags))
        // Put there on purpose, so it belongs into a copy of the table.
        table.own(target)
    }
}
