extension SystemCalling where Self: ~Copyable {
    /// Returns statistics of the whole system: `sysinfo(2)`.
    public func sysinfo() async throws -> Sysinfo { try await process.syscall(.sysinfo, Output<Sysinfo>()) }

    /// Reads statistics of the whole system into `buffer`, which keeps the rest: `sysinfo(2)`.
    public func sysinfo(into buffer: inout Pointer<Sysinfo>) async throws -> ReadablePointer<Sysinfo> {
        try await buffer.takeOne(after: process.syscall(.sysinfo, buffer.roomForOne))
    }
}

extension Sysinfo: CallResult {}
