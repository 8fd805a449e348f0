/// The end of a child, which any number of tasks can wait for.
///
/// It can be copied, and doesn't keep the child alive.
public struct ChildEnding: Sendable {
    private let record: ChildRecord

    init(_ record: ChildRecord) {
        self.record = record
    }

    /// Waits until the child has ended, and returns how. See `waitid(2)`.
    ///
    /// - Throws: ``AlreadyTaken`` if the status was lost.
    public func wait() async throws(AlreadyTaken) -> ChildState {
        try await record.end()
    }
}

extension ChildProcess {
    /// The child's end, which can be copied and waited for by several tasks.
    public var ending: ChildEnding { ChildEnding(record) }
}

extension ClonedProcess {
    /// The child's end, which can be copied and waited for by several tasks.
    public var ending: ChildEnding { ChildEnding(record) }
}
