extension SystemCalling where Self: ~Copyable {
    /// Creates a pipe and returns its two ends: `pipe2(2)`.
    public func pipe2(_ flags: OpenFlags = [], closeOnExec: Bool = true) async throws -> PipeEnds {
        try await process.syscall(
            .pipe2, Output<PipeEnds>(), DescriptorFlags(flags.closing(onExec: closeOnExec)))
    }

    /// Creates a pipe, whose two descriptors go into `buffer`, which keeps the rest: `pipe2(2)`.
    public func pipe2(
        into buffer: inout Pointer<PipeEnds>, _ flags: OpenFlags = [], closeOnExec: Bool = true,
        file: StaticString = #fileID, line: UInt = #line
    ) async throws -> LinearPointer<PipeEnds> {
        try await buffer.takeLinear(
            after: process.syscall(
                .pipe2, buffer.roomForOne, DescriptorFlags(flags.closing(onExec: closeOnExec))),
            file: file, line: line)
    }
}
