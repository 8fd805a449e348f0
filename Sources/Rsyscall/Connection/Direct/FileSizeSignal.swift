import Glibc

/// `SIGXFSZ`, the signal of a write beyond the file size limit, whose default action ends the process.
///
/// Blocking it for each call would cost two more calls, and nothing cheap reveals whether there is a limit. So it gets
/// a handler that does nothing, unless the program has chosen an action, and the call just fails with `EFBIG`. Unlike
/// an ignored signal, one with a handler has its default action again in a program that is executed.
enum FileSizeSignal {
    /// Gives the signal a handler that does nothing, if it has its default action.
    static func handle() { _ = handling }

    private static let handling: Void = {
        var action = sigaction()
        guard sigaction(SIGXFSZ, nil, &action) == 0, isDefault(action) else { return }
        action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        action.sa_flags = CInt(SA_RESTART) | CInt(SA_ONSTACK)
        _ = sigaction(SIGXFSZ, &action, nil)
    }()

    private static func isDefault(_ action: sigaction) -> Bool {
        // SIG_DFL is the null pointer.
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self) == 0
    }
}
