extension SystemCalling where Self: ~Copyable {
    /// Waits for events on any of the descriptors, and returns the events of each, in order: `ppoll(2)`.
    ///
    /// After the timeout, all are empty. During the wait, the signals in `mask` are blocked instead of those that are.
    ///
    /// - Throws: `EINTR` if a signal is handled, `EINVAL` for more descriptors than ``RLIMIT/nofile`` or a negative
    ///   timeout, ``Mismatch`` if a descriptor is of another table, or ``Unsupported`` if it was closed.
    public func ppoll(
        _ descriptors: [Pollfd], timeout: Timespec? = nil, _ mask: borrowing some ValueInput<Sigset> = .null
    ) async throws -> [POLL] {
        let polled: PolledEvents = try await process.syscall(
            .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), mask,
            Sigset.byteCount)
        return polled.first(descriptors.count)
    }

    /// Waits for events on any of the descriptors, and returns the events of each, in order: `poll(2)`.
    ///
    /// A negative number of milliseconds is no limit. The errors are those of ``ppoll(_:timeout:_:)``.
    public func poll(_ descriptors: [Pollfd], milliseconds: Int = -1) async throws -> [POLL] {
        let timeout = milliseconds < 0 ? nil : Timespec(.milliseconds(milliseconds))
        let polled: PolledEvents = try await process.syscall(
            .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), Address.null,
            Sigset.byteCount)
        return polled.first(descriptors.count)
    }
}
