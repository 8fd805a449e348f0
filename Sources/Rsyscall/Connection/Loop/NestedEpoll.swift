/// An epoll instance of another table, which the loop watches as one descriptor.
protocol NestedEpoll: AnyObject, Sendable {
    /// The loop's descriptor of it.
    var number: FileDescriptorNumber { get }

    /// Reads the pending events and wakes their sources. Called on the loop's thread.
    func takeEvents()

    /// Makes all waiting tasks try again.
    func wakeAll()

    /// Makes the loop watch the instance unless it already does.
    ///
    /// - Throws: ``SyscallError`` if the kernel refuses to watch it.
    func ensureWatched() throws(SyscallError)

    /// Forgets a source.
    func remove(_ key: UInt64)
}

/// A nested instance that the loop does not keep alive.
struct WeakNestedEpoll: Sendable {
    private(set) weak var instance: (any NestedEpoll)?

    init(_ instance: any NestedEpoll) { self.instance = instance }
}
