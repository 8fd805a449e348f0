/// Signals that are blocked, and the duty to unblock them.
///
/// Dropping it unblocks them too, soon and without waiting.
public struct SignalBlock: ~Copyable, Sendable {
    /// The process whose signals they are.
    public let task: KernelTask
    /// The signals that were not blocked before.
    public let mask: Sigset
    private var isOwed = true

    init(_ mask: Sigset, of task: KernelTask) {
        self.mask = mask
        self.task = task
    }

    deinit {
        guard isOwed, mask != .empty else { return }
        // A process that is gone, or runs a program now, has nothing to undo.
        Task { [mask, task] in _ = try? await task.sigprocmask(.unblock, mask) }
    }

    /// Unblocks the signals. See `sigprocmask(2)`.
    ///
    /// - Returns: Which signals were blocked until now.
    /// - Throws: ``Refused`` with the block as it was.
    @discardableResult
    public consuming func unblock() async throws(Refused<SignalBlock>) -> Sigset {
        do {
            let before = try await task.sigprocmask(.unblock, mask)
            isOwed = false
            return before
        } catch {
            throw Refused(error, operand: self)
        }
    }
}
