extension OwnedFileDescriptor {
    /// Reads the next names of the directory into `buffer`, which keeps the rest: `getdents64(2)`.
    ///
    /// - Returns: The names; none at the end of the directory.
    /// - Throws: `EINVAL` if the buffer is too short for the next name.
    public func getdents64(
        into buffer: inout Pointer<DirentList>
    ) async throws -> ReadablePointer<DirentList> {
        try await buffer.takeFilled(process.syscall(.getdents64, self, buffer.room, buffer.size))
    }

    /// Reads all the names of the directory that have not been read: `getdents64(2)`.
    public func getdents64() async throws -> [Dirent] {
        var entries: [Dirent] = []
        while true {
            let next: DirentList = try await process.syscall(
                .getdents64, self, Output<DirentList>(byteCount: 32 << 10), 32 << 10)
            if next.entries.isEmpty { return entries }
            entries += next.entries
        }
    }
}

extension DirentList: CallResult {}
