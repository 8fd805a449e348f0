extension PathBase where Self: ~Copyable {
    /// Returns the status of the file at `path`, relative to this directory: `fstatat(2)`.
    public func fstatat(_ path: borrowing some PathInput, _ flags: AT = []) async throws -> FileStatus {
        try await process.syscall(.fstatat, self, path, Output<FileStatus>(), flags)
    }

    /// Reads the status of the file at `path` into `buffer`, which keeps the rest: `fstatat(2)`.
    public func fstatat(
        _ path: borrowing some PathInput, into buffer: inout Pointer<FileStatus>, _ flags: AT = []
    ) async throws -> ReadablePointer<FileStatus> {
        try await buffer.takeOne(after: process.syscall(.fstatat, self, path, buffer.roomForOne, flags))
    }

    /// Returns the fields in `mask` of the status of the file at `path`: `statx(2)`.
    public func statx(
        _ path: borrowing some PathInput, _ flags: AT = [], _ mask: STATX = .basic_stats
    ) async throws -> Statx { try await process.syscall(.statx, self, path, flags, mask, Output<Statx>()) }

    /// Reads the fields in `mask` of the status of the file at `path` into `buffer`, which keeps the rest: `statx(2)`.
    public func statx(
        _ path: borrowing some PathInput, into buffer: inout Pointer<Statx>, _ flags: AT = [],
        _ mask: STATX = .basic_stats
    ) async throws -> ReadablePointer<Statx> {
        try await buffer.takeOne(after: process.syscall(.statx, self, path, flags, mask, buffer.roomForOne))
    }
}

extension OwnedFileDescriptor {
    /// Returns the status of the open file: `fstat(2)`.
    public func fstat() async throws -> FileStatus {
        try await process.syscall(.fstat, self, Output<FileStatus>())
    }

    /// Reads the status of the open file into `buffer`, which keeps the rest: `fstat(2)`.
    public func fstat(into buffer: inout Pointer<FileStatus>) async throws -> ReadablePointer<FileStatus> {
        try await buffer.takeOne(after: process.syscall(.fstat, self, buffer.roomForOne))
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Returns the status of the file at `path`, following symbolic links: `stat(2)`.
    @inlinable
    public func stat(_ path: borrowing some PathInput) async throws -> FileStatus {
        try await process.syscall(.fstatat, self, path, Output<FileStatus>(), AT())
    }

    /// Returns the status of the file at `path`, or of the link itself if it is a symbolic link: `lstat(2)`.
    public func lstat(_ path: borrowing some PathInput) async throws -> FileStatus {
        try await process.syscall(.fstatat, self, path, Output<FileStatus>(), AT.symlink_nofollow)
    }
}

extension FileStatus: CallResult {
    /// Decodes the status that the call wrote.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: Self.byteCount).bytes
        self = outcome.isForeign ? try Self(decodingForeign: bytes) : try Self(decoding: bytes)
    }
}
extension Statx: CallResult {}
