extension OwnedFileDescriptor {
    /// Makes a request that takes nothing: `ioctl(2)`.
    ///
    /// - Throws: Like every form of this call, `ENOTTY` if the file doesn't know the request, or the errors of its driver.
    public func ioctl(_ request: IoctlRequest<IoctlUse.Nothing>) async throws {
        try await process.syscall(.ioctl, self, request)
    }

    /// Makes a request that takes a number: `ioctl(2)`.
    public func ioctl(_ request: IoctlRequest<IoctlUse.Number>, _ number: Int) async throws {
        try await process.syscall(.ioctl, self, request, number)
    }

    /// Makes a request that takes another descriptor: `ioctl(2)`.
    public func ioctl(
        _ request: IoctlRequest<IoctlUse.Descriptor>, _ other: borrowing OwnedFileDescriptor
    ) async throws { try await process.syscall(.ioctl, self, request, other) }

    /// Makes a request that opens a descriptor: `ioctl(2)`.
    public func ioctl(_ request: IoctlRequest<IoctlUse.Opens>) async throws -> OwnedFileDescriptor {
        try await process.syscall(.ioctl, self, request)
    }

    /// Makes a request that opens a descriptor, and takes its flags: `ioctl(2)`.
    public func ioctl(
        _ request: IoctlRequest<IoctlUse.OpensWithFlags>, _ flags: OpenFlags, closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.ioctl, self, request, flags.closing(onExec: closeOnExec))
    }

    /// Makes a request whose result is a value: `ioctl(2)`.
    public func ioctl<Value>(_ request: IoctlRequest<IoctlUse.Returns<Value>>) async throws -> Value {
        try await process.syscall(.ioctl, self, request)
    }

    /// Makes a request that fills a value, and returns it: `ioctl(2)`.
    public func ioctl<Value>(_ request: IoctlRequest<IoctlUse.Fills<Value>>) async throws -> Value {
        (try await process.syscall(.ioctl, self, request, Output<Value>()) as WholeOutput<Value>).value
    }

    /// Makes a request that fills a value in `buffer`, which keeps the rest: `ioctl(2)`.
    public func ioctl<Value>(
        _ request: IoctlRequest<IoctlUse.Fills<Value>>, into buffer: inout Pointer<Value>
    ) async throws -> ReadablePointer<Value> {
        try await buffer.takeOne(after: process.syscall(.ioctl, self, request, buffer.roomForOne))
    }

    /// Makes a request that reads a value: `ioctl(2)`.
    public func ioctl<Value: Sendable>(
        _ request: IoctlRequest<IoctlUse.Reads<Value>>, _ value: Value
    ) async throws { try await process.syscall(.ioctl, self, request, FrameValue(value)) }

    /// Makes a request that reads a value from memory: `ioctl(2)`.
    public func ioctl<Value>(
        _ request: IoctlRequest<IoctlUse.Reads<Value>>,
        _ value: borrowing some ValueInput<Value> & OwnedPointer
    ) async throws { try await process.syscall(.ioctl, self, request, value) }

    /// Makes a request that reads a value and writes another, and returns the other: `ioctl(2)`.
    public func ioctl<Value: Sendable>(
        _ request: IoctlRequest<IoctlUse.Updates<Value>>, replacing value: Value
    ) async throws -> Value {
        (try await process.syscall(.ioctl, self, request, FrameValue(value)) as WholeOutput<Value>).value
    }
}
