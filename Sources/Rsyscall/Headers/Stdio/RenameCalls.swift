extension PathBase where Self: ~Copyable {
    /// Renames the file at `path` to `newPath`, both relative to this directory: `renameat2(2)`.
    ///
    /// - Throws: `EEXIST` if the new name exists, with ``RENAME/noreplace``.
    public func renameat2(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput, _ flags: RENAME = []
    ) async throws { try await process.syscall(.renameat2, self, path, self, newPath, flags) }

    /// Renames the file at `path`, relative to this directory, to `newPath` in `directory`: `renameat2(2)`.
    public func renameat2(
        _ path: borrowing some PathInput, to newPath: borrowing some PathInput,
        in directory: borrowing some PathBase & ~Copyable, _ flags: RENAME = []
    ) async throws { try await process.syscall(.renameat2, self, path, directory, newPath, flags) }
}

extension SystemCalling where Self: ~Copyable {
    /// Renames the file at `path` to `newPath`, and replaces a file of that name: `rename(2)`.
    public func rename(_ path: borrowing some PathInput, to newPath: borrowing some PathInput) async throws {
        try await process.syscall(.renameat2, self, path, self, newPath, RENAME())
    }
}
