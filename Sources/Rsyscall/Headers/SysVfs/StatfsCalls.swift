extension SystemCalling where Self: ~Copyable {
    /// Returns the status of the file system that the file at `path` is on: `statfs(2)`.
    public func statfs(_ path: borrowing some PathInput) async throws -> Statfs {
        try await process.syscall(.statfs, path, Output<Statfs>())
    }

    /// Reads the status of the file system of the file at `path` into `buffer`, which keeps the rest: `statfs(2)`.
    public func statfs(
        _ path: borrowing some PathInput, into buffer: inout Pointer<Statfs>
    ) async throws -> ReadablePointer<Statfs> {
        try await buffer.takeOne(after: process.syscall(.statfs, path, buffer.roomForOne))
    }
}

extension OwnedFileDescriptor {
    /// Returns the status of the file system that the open file is on: `fstatfs(2)`.
    public func fstatfs() async throws -> Statfs {
        try await process.syscall(.fstatfs, self, Output<Statfs>())
    }

    /// Reads the status of the file system of the open file into `buffer`, which keeps the rest: `fstatfs(2)`.
    public func fstatfs(into buffer: inout Pointer<Statfs>) async throws -> ReadablePointer<Statfs> {
        try await buffer.takeOne(after: process.syscall(.fstatfs, self, buffer.roomForOne))
    }
}

extension Statfs: CallResult {}
