extension SystemCalling where Self: ~Copyable {
    /// Waits for events on any of the descriptors, and returns the events of each, in order: `ppoll(2)`.
    ///
    /// - Parameters:
    ///   - descriptors: The descriptors, each with the events to wait for.
    ///   - timeout: The longest time to wait, or `nil` for no limit. After it, all results are empty.
    ///   - mask: The signals to block during the wait, instead of those that are blocked.
    /// - Throws: `EINTR` if a signal is handled, `EINVAL` for more descriptors than ``RLIMIT/nofile`` or a negative
    ///   timeout, ``Mismatch`` if a descriptor is of another table, or ``Unsupported`` if it was closed.
    public func ppoll(
        _ descriptors: [Pollfd], timeout: Timespec? = nil,
        _ mask: borrowing some ValueInput<Sigset> = .null
    ) async throws -> [POLL] {
        (try await process.syscall(
            .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), mask, Sigset.byteCount
        )
            as PolledEvents).first(descriptors.count)
    }

    /// Waits for events on any of the descriptors, and returns the events of each, in order: `poll(2)`.
    ///
    /// - Parameters:
    ///   - descriptors: The descriptors, each with the events to wait for.
    ///   - milliseconds: The longest time to wait; a negative number is no limit. After it, all results are empty.
    /// - Throws: The errors of ``ppoll(_:timeout:_:)``.
    public func poll(_ descriptors: [Pollfd], milliseconds: Int = -1) async throws -> [POLL] {
        let timeout = milliseconds < 0 ? nil : Timespec(.milliseconds(milliseconds))
        return
            (try await process.syscall(
                .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), Address.null,
                Sigset.byteCount) as PolledEvents).first(descriptors.count)
    }
}
