extension SystemCalling where Self: ~Copyable {
    /// Returns the names of the system: `uname(2)`.
    public func uname() async throws -> Utsname { try await process.syscall(.uname, Output<Utsname>()) }

    /// Reads the names of the system into `buffer`, which keeps the rest: `uname(2)`.
    public func uname(into buffer: inout Pointer<Utsname>) async throws -> ReadablePointer<Utsname> {
        try await buffer.takeOne(after: process.syscall(.uname, buffer.roomForOne))
    }
}

extension Utsname: CallResult {}
