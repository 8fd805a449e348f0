extension OwnedFileDescriptor {
    /// Closes `target` and makes it another descriptor of the same open file: `dup3(2)`.
    ///
    /// - Returns: The descriptor with the target's number.
    /// - Throws: ``Refused`` with `target`.
    public func dup3(
        onto target: consuming OwnedFileDescriptor, _ flags: OpenFlags = [], closeOnExec: Bool = true
    ) async throws(Refused<OwnedFileDescriptor>) -> OwnedFileDescriptor {
        let table = target.table
        do {
            try await process.syscall(
                .dup3, self, target.asClosed(by: process), DescriptorFlags(flags.closing(onExec: closeOnExec))
            )
        } catch {
            throw Refused(error, operand: target)
        }
        return OwnedFileDescriptor(new: target.releaseNumber(), of: process, in: table, kind)
    }

    /// Makes the number `target` a descriptor of the same open file, closing it first if it is open: `dup3(2)`.
    ///
    /// This is for numbers that a program is to have, such as 0, 1 and 2, so it is not close-on-exec by default. If
    /// the number is free, no other Swift task may make descriptors in the table meanwhile: one could get that number
    /// and lose it again.
    ///
    /// - Throws: ``Unsupported`` if the number has an owner or is used by the library.
    public func dup3(
        ontoUnowned target: FileDescriptorNumber, _ flags: OpenFlags = [], closeOnExec: Bool = false
    ) async throws {
        try table.check(unused: target...target, by: .dup3)
        try await process.syscall(.dup3, self, target, DescriptorFlags(flags.closing(onExec: closeOnExec)))
    }
}
