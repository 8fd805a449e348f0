/// What takes the requests of a mailbox to a server that doesn't share the mailbox's memory.
protocol MailboxServer: AnyObject, Sendable {
    /// Takes the requests that are there.
    func takeRequests()

    /// Waits for an answer, for a moment and on this thread. A task has just made a request.
    func attend()
}
