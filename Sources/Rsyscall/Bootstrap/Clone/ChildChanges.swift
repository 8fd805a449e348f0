/// The changes of a child's state, as they come: each stop and continuation, and at last how the child ended.
///
/// Made by ``ChildProcess/changes``. If a child has several sequences, each gets the end, and only one of them gets any
/// other change.
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
        /// A change that came before this isn't lost, but if several cancel each other out, the kernel keeps only the
        /// last. Canceling the Swift task doesn't end the wait.
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
    /// The changes of the child's state, as they come. ``wait()`` waits for its end all the same.
    public var changes: ChildChanges { ChildChanges(record: record) }
}
