/// The changes of a child's state, as they come: that it has stopped or continued, and at last how it ended.
///
/// Made by ``ChildProcess/changes``. Of several sequences of one child, each gets the end, and one of them a change.
public struct ChildChanges: AsyncSequence, Sendable {
    let record: ChildRecord

    /// Starts to wait.
    public func makeAsyncIterator() -> Iterator { Iterator(record: record) }

    /// Waits for one change after the other.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let record: ChildRecord
        private var hasEnded = false

        init(record: ChildRecord) { self.record = record }

        /// Returns the next change, or `nil` after the end. See `waitid(2)`.
        ///
        /// A change that came before this isn't lost, but of several that cancel each other out, the kernel keeps only
        /// the last. A cancelled Swift task waits on.
        ///
        /// - Throws: ``AlreadyTaken``, or `ECHILD` for a process that was cloned as our sibling.
        public mutating func next() async throws -> ChildState? {
            if hasEnded { return nil }
            if let change = try await record.change([.stopped, .continued]) { return change }
            hasEnded = true
            return try await record.end()
        }
    }
}

extension ChildProcess {
    /// The changes of its state, as they come. It is waited for by ``wait()`` all the same.
    public var changes: ChildChanges { ChildChanges(record: record) }
}
