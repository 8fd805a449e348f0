/// A request from a mailbox to its server.
struct MailboxRequest {
    let step: Step
    let purpose: Purpose

    enum Purpose {
        /// A task waits for the result of the call, which is made in these namespaces and may lead to the next.
        case result(Waiter, in: ProcessNamespaces?, next: ProcessNamespaces?)
        case posted(PostedCall)
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

    /// A call whose result is dropped, and which another process must make if this server does not.
    enum PostedCall {
        case close(FileDescriptorNumber, of: DescriptorTable, by: any DescriptorTableMember)
        case unmap(MemoryRange, of: any PageUnmapper)

        var step: Step {
            switch self {
            case .close(let number, _, _):
                Step(.close, (UInt(truncatingIfNeeded: number.rawValue), 0, 0, 0, 0, 0))
            case .unmap(let range, _): .munmap(range)
            }
        }

        /// Whether the server can make it in these namespaces.
        func fits(_ namespaces: ProcessNamespaces?) -> Bool {
            if case .close(_, let table, _) = self { table === namespaces?.descriptorTable } else { true }
        }

        fileprivate func handBack() {
            switch self {
            case .close(let number, let table, let member):
                table.leave(member)
                table.post(close: number, by: member)
            case .unmap(let range, let space): space.post(unmap: range)
            }
        }
    }
}

/// Requests that have ended in any way, collected while a lock is held and resumed without it.
struct EndedRequests {
    private var waiters: [(MailboxRequest.Waiter, MailboxRequest.Outcome)] = []
    private var handedBack: [MailboxRequest.PostedCall] = []
    /// What is over, and whose process may be destroyed with it, which takes the lock.
    private var dropped: [MailboxRequest.PostedCall] = []

    mutating func append(_ waiter: MailboxRequest.Waiter, _ outcome: MailboxRequest.Outcome) {
        waiters.append((waiter, outcome))
    }

    mutating func append(_ call: MailboxRequest.PostedCall) { handedBack.append(call) }

    /// Keeps a call that is done until the lock is free.
    mutating func drop(_ call: MailboxRequest.PostedCall) { dropped.append(call) }

    mutating func append(_ others: EndedRequests) {
        waiters += others.waiters
        handedBack += others.handedBack
        dropped += others.dropped
    }

    func resume() {
        for call in handedBack { call.handBack() }
        for (waiter, outcome) in waiters { waiter.resume(returning: outcome) }
    }
}
