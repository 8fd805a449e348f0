/// Signals that are blocked, and the duty to unblock them.
///
/// Dropping it unblocks them too, in the background.
public struct SignalBlock: ~Copyable, Sendable {
    /// The process whose signals are blocked.
    public let process: LinuxProcess
    /// The signals that were not blocked before.
    public let mask: Sigset
    private var isOwed = true

    init(_ mask: Sigset, of process: LinuxProcess) {
        self.mask = mask
        self.process = process
    }

    deinit {
        guard isOwed, mask != .empty else { return }
        // A process that is gone, or runs a program now, has nothing to undo.
        Task { [mask, process] in _ = try? await process.sigprocmask(.unblock, mask) }
    }

    /// Unblocks the signals and returns those that were blocked until now: `sigprocmask(2)`.
    ///
    /// - Throws: ``Refused`` with the block as it was.
    @discardableResult
    public consuming func unblock() async throws(Refused<SignalBlock>) -> Sigset {
        do {
            let before: Sigset = try await process.syscall(
                .sigprocmask, SIG_HOW.unblock, mask, Output<Sigset>(), Sigset.byteCount)
            isOwed = false
            return before
        } catch {
            throw Refused(error, operand: self)
        }
    }
}
