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
            var program = process.program()
            // The end comes with the names of most directories.
            let first = try program.getdents64(self)
            let second = try program.getdents64(self)
            var results = try await program.run()
            for next in [try results.take(first).entries, try results.take(second).entries] {
                if next.isEmpty { return entries }
                entries += next
            }
        }
    }
}

extension Program {
    /// Records a call that reads up to 24 KiB of the next names of a directory, or none at its end: `getdents64(2)`.
    public mutating func getdents64(
        _ directory: borrowing some DescriptorArgument & ~Copyable
    ) throws -> Later<DirentList> {
        try record(
            .getdents64, directory.placed(in: self), Output<DirentList>(byteCount: 24 << 10), 24 << 10)
    }
}

extension DirentList: CallResult {}
