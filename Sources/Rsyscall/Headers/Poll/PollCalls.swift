extension SystemCalling where Self: ~Copyable {
    /// Waits until something happens to one of the descriptors, and returns what happened to each, in their order:
    /// `ppoll(2)`.
    ///
    /// - Parameters:
    ///   - descriptors: The descriptors, each with what to wait for.
    ///   - timeout: The longest time to wait, or `nil` for no limit. If it passes, nothing happened to any.
    ///   - mask: The signals that are blocked meanwhile, if not those that are.
    /// - Throws: `EINTR` if a signal is handled, `EINVAL` for more descriptors than ``RLIMIT/nofile`` or a negative
    ///   timeout, ``Mismatch`` if a descriptor is of another table, or ``Unsupported`` if its number has no owner.
    public func ppoll(
        _ descriptors: [Pollfd], timeout: Timespec? = nil,
        _ mask: borrowing some ValueInput<Sigset> = .null
    ) async throws -> [POLL] {
        (try await process.syscall(
            .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), mask, Sigset.byteCount
        )
            as PolledEvents).first(descriptors.count)
    }

    /// Waits until something happens to one of the descriptors, and returns what happened to each, in their order:
    /// `poll(2)`.
    ///
    /// - Parameters:
    ///   - descriptors: The descriptors, each with what to wait for.
    ///   - milliseconds: The longest time to wait; a negative number is no limit. If it passes, nothing happened to any.
    /// - Throws: The errors of ``ppoll(_:timeout:_:)``.
    public func poll(_ descriptors: [Pollfd], milliseconds: Int = -1) async throws -> [POLL] {
        let timeout = milliseconds < 0 ? nil : Timespec(.milliseconds(milliseconds))
        return
            (try await process.syscall(
                .ppoll, PollfdList(descriptors), descriptors.count, OptionalValue(timeout), Address.null,
                Sigset.byteCount) as PolledEvents).first(descriptors.count)
    }
}
