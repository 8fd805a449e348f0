/// What the loop watches as one descriptor, and which reads what has come by itself.
protocol LoopListener: AnyObject, Sendable {
    /// The loop's descriptor of it.
    var number: FileDescriptorNumber { get }

    /// Reads the pending events. Called on the loop's thread.
    func takeEvents()

    /// Has all that wait try again, since the loop watches it no more.
    func wakeAll()
}

/// A listener that the loop does not keep alive.
struct WeakLoopListener: Sendable {
    private(set) weak var listener: (any LoopListener)?

    init(_ listener: any LoopListener) { self.listener = listener }
}
