/// What takes the requests of a mailbox to a server that doesn't share the mailbox's memory.
protocol MailboxServer: AnyObject, Sendable {
    /// Takes the requests that are there.
    func takeRequests()

    /// Runs `post`, by which a task makes a request, then waits for an answer for a moment, on this thread.
    ///
    /// - Returns: What `post` returned.
    func attend(_ post: () -> Bool) -> Bool
}
