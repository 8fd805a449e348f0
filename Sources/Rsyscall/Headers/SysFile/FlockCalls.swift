extension OwnedFileDescriptor {
    /// Locks or unlocks the open file, which its duplicates share, and waits for conflicting locks: `flock(2)`.
    ///
    /// - Throws: `EWOULDBLOCK` if it would wait, with ``LOCK/nb``.
    public func flock(_ operation: LOCK) async throws { try await process.syscall(.flock, self, operation) }
}
