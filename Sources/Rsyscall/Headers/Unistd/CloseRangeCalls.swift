extension SystemCalling where Self: ~Copyable {
    /// Closes the descriptors from `first` to `last`, or marks them close-on-exec: `close_range(2)`.
    ///
    /// Only descriptors without an owner can be closed. With ``CLOSE_RANGE/unshare`` the process first gets a
    /// descriptor table of its own, in which none has an owner.
    ///
    /// A descriptor gets its owner just after the kernel has made it. So without that flag, call this only while no
    /// other Swift task makes descriptors in the table: theirs might be closed.
    ///
    /// - Throws: ``Unsupported`` if one of them has an owner or is used by the library, or if our own process would
    ///   get another table; `EINVAL` if `first` is greater than `last`.
    public func close_range(
        _ first: FileDescriptorNumber, _ last: FileDescriptorNumber = FileDescriptorNumber(CInt.max),
        _ flags: CLOSE_RANGE = []
    ) async throws {
        let closed = flags.contains(.cloexec) || last < first ? nil : first...last
        guard flags.contains(.unshare) else {
            if let closed { try process.descriptorTable.check(unused: closed, by: .close_range) }
            return try await process.syscall(.close_range, first, last, flags)
        }
        let change = NamespaceChange(descriptorTable: .copy(except: closed))
        try await process.change(change, by: .close_range, first, last, flags)
    }
}
