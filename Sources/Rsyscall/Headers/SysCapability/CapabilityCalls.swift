extension SystemCalling where Self: ~Copyable {
    /// Returns the capabilities of this process, or of the one that `header` names: `capget(2)`.
    public func capget(
        _ header: CapHeader = CapHeader()
    ) async throws -> Capabilities { try await process.syscall(.capget, header, Output<Capabilities>()) }

    /// Reads the capabilities of this process, or of the one that `header` names, into `buffer`: `capget(2)`.
    public func capget(
        _ header: CapHeader = CapHeader(), into buffer: inout Pointer<Capabilities>
    ) async throws -> ReadablePointer<Capabilities> {
        try await buffer.takeOne(after: process.syscall(.capget, header, buffer.roomForOne))
    }

    /// Sets the capabilities of this process: `capset(2)`.
    ///
    /// - Throws: `EPERM` if a set would grow beyond what the process may have.
    public func capset(_ capabilities: borrowing some ValueInput<Capabilities>) async throws {
        try await process.syscall(.capset, CapHeader(), capabilities)
    }

    /// Sets the capabilities of the process that `header` names, which must be this one: `capset(2)`.
    ///
    /// - Throws: `EPERM` if a set would grow beyond what the process may have, or for another process.
    public func capset(
        _ header: CapHeader, _ capabilities: borrowing some ValueInput<Capabilities>
    ) async throws { try await process.syscall(.capset, header, capabilities) }
}
