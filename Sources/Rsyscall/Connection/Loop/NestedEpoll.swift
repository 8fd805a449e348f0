/// An epoll instance of another table, whose events wake their sources.
protocol NestedEpoll: LoopListener {
    /// Has the loop watch the instance, unless it does.
    ///
    /// - Throws: ``SyscallError`` if the kernel watches no more.
    func ensureWatched() throws(SyscallError)

    /// Forgets a source.
    func remove(_ key: UInt64)
}
