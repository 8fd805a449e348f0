extension KernelTask {
    /// The size in bytes of the pages of anonymous memory that is mapped with `flags`.
    func pageSize(of flags: MAP) async throws -> Int {
        guard flags.contains(.hugetlb) else { return pageSize }
        // MAP_HUGE_MASK at MAP_HUGE_SHIFT: the binary logarithm, or zero for the usual size.
        let exponent = (UInt32(bitPattern: flags.rawValue) >> 26) & 63
        if exponent != 0 { return 1 << Int(exponent) }
        // No call tells it but of a file that has such pages.
        return try await memfd_create("pages", [.cloexec, .hugetlb]).fstat().blksize
    }
}

extension OwnedFileDescriptor {
    /// The size in bytes of the pages that the file is mapped by, of which `blockSize` is a multiple.
    func pageSize(blockSize: Int) async throws -> Int {
        guard blockSize > task.pageSize else { return task.pageSize }
        // A struct statfs: the kind of file system, and fourteen words more.
        var status = try await task.allocate([UInt64].self, count: 15)
        try await task.syscall(.fstatfs, try checkedNumber(), try status.memory.argument(for: task))
        let kind = try await status.takeFilled(15 * UInt64.byteCount).read()[0]
        return kind == 0x9584_58F6 ? blockSize : task.pageSize  // HUGETLBFS_MAGIC
    }
}
