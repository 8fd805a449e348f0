/// An epoll instance of another table, whose events wake their sources.
protocol NestedEpoll: LoopListener {
    /// Makes the loop watch the instance unless it already does.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it, or ``Hangup`` if no process waits for it.
    func ensureWatched() throws

    /// Forgets a source.
    func remove(_ key: UInt64)
}
