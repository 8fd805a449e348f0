extension SystemCalling where Self: ~Copyable {
    /// Waits for a change of a child's state and returns it: `waitid(2)`.
    ///
    /// The library itself waits for the children that it has cloned. With ``IDType/all``, `id` is ignored.
    ///
    /// - Returns: `nil` with ``WaitOptions/nohang`` if no state has changed.
    /// - Throws: `ECHILD` if no such child exists, or `EINVAL` if `options` wait for nothing.
    public func waitid(_ type: IDType, _ id: ProcessID, _ options: WaitOptions) async throws -> Siginfo? {
        try await process.syscall(.waitid, type, id, Output<Siginfo>(), options, Address.null)
    }

    /// Waits for a change of a child's state and reads it into `buffer`, which keeps the rest: `waitid(2)`.
    ///
    /// If no state has changed, which is possible with ``WaitOptions/nohang``, ``Siginfo/signo`` is 0.
    public func waitid(
        _ type: IDType, _ id: ProcessID = ProcessID(0), into buffer: inout Pointer<Siginfo>,
        _ options: WaitOptions
    ) async throws -> ReadablePointer<Siginfo> {
        try await buffer.takeOne(
            after: process.syscall(.waitid, type, id, buffer.roomForOne, options, Address.null))
    }

    /// Waits for a change of state of the child that `pidfd` refers to, and returns it: `waitid(2)`.
    ///
    /// - Returns: `nil` with ``WaitOptions/nohang`` if the state has not changed.
    public func waitid(
        _ pidfd: borrowing OwnedFileDescriptor, _ options: WaitOptions
    ) async throws -> Siginfo? {
        try await process.syscall(.waitid, IDType.pidfd, pidfd, Output<Siginfo>(), options, Address.null)
    }

    /// Waits for the child that `pidfd` refers to, and reads the change into `buffer`: `waitid(2)`.
    public func waitid(
        _ pidfd: borrowing OwnedFileDescriptor, into buffer: inout Pointer<Siginfo>, _ options: WaitOptions
    ) async throws -> ReadablePointer<Siginfo> {
        try await buffer.takeOne(
            after: process.syscall(.waitid, IDType.pidfd, pidfd, buffer.roomForOne, options, Address.null))
    }
}
