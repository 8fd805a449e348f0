extension SystemCalling where Self: ~Copyable {
    /// Creates a descriptor of a counter of 64 bits, which starts at `initial`: `eventfd(2)`.
    ///
    /// It is readable while the counter is not 0, and writable while that is below `UInt64.max - 1`.
    public func eventfd(
        _ initial: UInt32 = 0, _ flags: EFD = [], closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.eventfd2, initial, flags.closing(onExec: closeOnExec))
    }
}

extension OwnedFileDescriptor {
    /// Returns an eventfd's counter and sets it to 0, or with ``EFD/semaphore`` takes and returns 1: `eventfd_read(3)`.
    ///
    /// It waits while the counter is 0. The descriptor of a timer has such a counter too, of its expirations.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, `EINVAL` if the file has no room for 8 bytes, or for a
    ///   timer `ECANCELED` if its clock was set and ``TFD_TIMER/cancel_on_set`` asks for that.
    public func eventfd_read() async throws -> UInt64 {
        (try await process.syscall(.read, self, Output<UInt64>(), UInt64.byteCount) as Returned<UInt64>).value
    }

    /// Adds to the counter of an eventfd, and waits while that would exceed `UInt64.max - 1`: `eventfd_write(3)`.
    ///
    /// - Throws: `EAGAIN` if it would wait and is nonblocking, or `EINVAL` for `UInt64.max`.
    public func eventfd_write(_ count: UInt64) async throws {
        try await process.syscall(.write, self, FrameValue(count), UInt64.byteCount)
    }
}
