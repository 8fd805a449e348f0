/// What takes the requests of a mailbox to a server that doesn't share the mailbox's memory.
protocol MailboxServer: AnyObject, Sendable {
    /// Takes the requests that are there.
    func takeRequests()

    /// Runs `post`, by which a task makes a request. Then waits for an answer for a moment, on this thread, if the call
    /// is worth that.
    ///
    /// - Returns: What `post` returned.
    func attend(_ patience: Mailbox.Patience, _ post: () -> Bool) -> Bool
}
