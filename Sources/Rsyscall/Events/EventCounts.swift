import CRsyscall

/// The counts of an eventfd, or of the expirations of a timer, as they come.
///
/// Made by ``AsyncFileDescriptor/counts``.
public struct EventCounts: AsyncSequence, Sendable {
    let descriptor: AsyncFileDescriptor

    /// Starts to wait.
    public func makeAsyncIterator() -> Iterator { Iterator(descriptor: descriptor) }

    /// Waits for one count after the other.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let descriptor: AsyncFileDescriptor

        /// Returns what has been counted since the last time, which is at least 1: `eventfd_read(3)`.
        ///
        /// - Throws: `CancellationError`, and the count is kept; `ECANCELED` if ``TFD_TIMER/cancel_on_set`` is set and
        ///   the timer's clock was set; ``MemoryDecodingError`` if the file counts nothing.
        public mutating func next() async throws -> UInt64? {
            let bytes = try await descriptor.read(upTo: UInt64.byteCount)
            return try bytes.withUnsafeBytes { try UInt64(decoding: $0.bytes) }
        }
    }
}

extension AsyncFileDescriptor {
    /// The counts of an eventfd, or of the expirations of a timer.
    public var counts: EventCounts { EventCounts(descriptor: self) }
}

extension SystemCalling where Self: ~Copyable {
    /// Returns the expirations of a new timer, again and again: `timerfd_create(2)`.
    ///
    /// If the timer expires several times before the next element is asked for, that element counts them all. The timer
    /// ends with the sequence.
    ///
    /// - Parameters:
    ///   - interval: The time between expirations, and until the first.
    ///   - clock: The clock.
    /// - Throws: `EINVAL` for a clock that has no timers, or an interval that is negative or less than a nanosecond.
    public func timer(every interval: Duration, _ clock: CLOCK = .monotonic) async throws -> EventCounts {
        let process = process
        let interval = Timespec(interval)
        // The kernel would stop the timer.
        guard interval.sec != 0 || interval.nsec != 0 else {
            throw process.refusal(of: .timerfd_settime, ["\(interval)"], result: -Int(EINVAL))
        }
        let timer = try await process.timerfd_create(clock, .nonblock)
        try await timer.timerfd_settime(Itimerspec(interval: interval, value: interval))
        return try await AsyncFileDescriptor(timer).counts
    }
}
