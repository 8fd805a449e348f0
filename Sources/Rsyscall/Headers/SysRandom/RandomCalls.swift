extension SystemCalling where Self: ~Copyable {
    /// Returns `count` random bytes, or fewer if a signal interrupts the call: `getrandom(2)`.
    ///
    /// - Throws: `EAGAIN` with ``GRND/nonblock`` if there is not enough entropy yet.
    public func getrandom(_ count: Int, _ flags: GRND = []) async throws -> [UInt8] {
        try await process.syscall(.getrandom, Output<[UInt8]>(byteCount: count), count, flags)
    }

    /// Fills the first part of `buffer`, which keeps the rest, with random bytes: `getrandom(2)`.
    public func getrandom(
        into buffer: inout Pointer<Bytes>, _ flags: GRND = []
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.getrandom, buffer.room, buffer.size, flags))
    }
}
