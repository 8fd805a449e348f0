/// A request from a mailbox to its server.
struct MailboxRequest {
    let step: Step
    let purpose: Purpose

    enum Purpose {
        /// A task waits for the result of the call, which is made in these namespaces and may lead to the next.
        case result(Waiter, in: ProcessNamespaces?, next: ProcessNamespaces?)
        case close(PostedClose)
        case nothing
    }

    typealias Waiter = UnsafeContinuation<Outcome, Never>

    /// The outcome of a request.
    enum Outcome {
        case made(Int)
        /// The request was not made, since the server is now in other namespaces.
        case isElsewhere
        case serverIsGone
    }

    /// A close whose result is dropped, and which another process must make if this server does not.
    struct PostedClose {
        let number: FileDescriptorNumber
        let table: DescriptorTable
        let member: any DescriptorTableMember

        fileprivate func handBack() {
            table.leave(member)
            table.post(close: number, by: member)
        }
    }
}

/// Requests that have ended in any way, collected while a lock is held and resumed without it.
struct EndedRequests {
    private var waiters: [(MailboxRequest.Waiter, MailboxRequest.Outcome)] = []
    private var closes: [MailboxRequest.PostedClose] = []
    /// What is over, and whose process may be destroyed with it, which takes the lock.
    private var dropped: [MailboxRequest.PostedClose] = []

    mutating func append(_ waiter: MailboxRequest.Waiter, _ outcome: MailboxRequest.Outcome) {
        waiters.append((waiter, outcome))
    }

    mutating func append(_ close: MailboxRequest.PostedClose) { closes.append(close) }

    /// Keeps a close that is done until the lock is free.
    mutating func drop(_ close: MailboxRequest.PostedClose) { dropped.append(close) }

    mutating func append(_ others: EndedRequests) {
        waiters += others.waiters
        closes += others.closes
        dropped += others.dropped
    }

    func resume() {
        for close in closes { close.handBack() }
        for (waiter, outcome) in waiters { waiter.resume(returning: outcome) }
    }
}
