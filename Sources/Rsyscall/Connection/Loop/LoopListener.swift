/// What the loop watches as one descriptor, and which reads what has come by itself.
protocol LoopListener: AnyObject, Sendable {
    /// The loop's descriptor of it.
    var number: FileDescriptorNumber { get }

    /// Reads the pending events. Called on the loop's thread.
    func takeEvents()

    /// Makes all waiting tasks try again, since the loop no longer watches it.
    func wakeAll()
}

/// A listener that the loop does not keep alive.
struct WeakLoopListener: Sendable {
    private(set) weak var listener: (any LoopListener)?

    init(_ listener: any LoopListener) { self.listener = listener }
}
