extension LinuxProcess {
    /// Returns the size in bytes of the pages of anonymous memory that is mapped with `flags`.
    func pageSize(of flags: MAP) async throws -> Int {
        guard flags.contains(.hugetlb) else { return host.pageSize }
        // MAP_HUGE_MASK at MAP_HUGE_SHIFT: the binary logarithm, or zero for the usual size.
        let exponent = (UInt32(bitPattern: flags.rawValue) >> 26) & 63
        if exponent != 0 { return 1 << Int(exponent) }
        // The kernel reports the usual size of huge pages only for a file that has them.
        return try await memfd_create("pages", .hugetlb).fstat().blksize
    }
}

extension OwnedFileDescriptor {
    /// Returns the size in bytes of the pages that map the file, of which `blockSize` is a multiple.
    func pageSize(blockSize: Int) async throws -> Int {
        guard blockSize > process.host.pageSize else { return process.host.pageSize }
        // `struct statfs`: the kind of file system, and fourteen words more.
        let status: InlineArray<15, UInt64> = try await process.syscall(
            .fstatfs, self, Output<InlineArray<15, UInt64>>())
        return status[0] == 0x9584_58F6 ? blockSize : process.host.pageSize  // HUGETLBFS_MAGIC
    }
}
