import CRsyscall
import DequeModule

/// What the client of a mailbox notes of its slots and of the requests that wait for one.
struct MailboxLedger {
    /// The namespaces of the server, after all calls whose ends were collected. `nil` for a thread of ours, which
    /// never changes them.
    var namespaces: ProcessNamespaces?
    /// The slot whose call may change them, and how. Later requests stay in the backlog until that is known.
    var change: (slot: Int, next: ProcessNamespaces)?
    /// The slot the next request goes into.
    var next = 0
    var parked = InlineArray<8, MailboxRequest.Waiter?>(repeating: nil)
    /// The calls in slots that another process must make if the server does not.
    var posted = InlineArray<8, MailboxRequest.PostedCall?>(repeating: nil)
    /// A slot whose result is dropped, but whose end must still be reported, since the backlog waits for it.
    var noted: Int?
    var backlog = Deque<MailboxRequest>()
    var isGone = false

    func isIn(_ expected: ProcessNamespaces?) -> Bool { expected == nil || expected === namespaces }

    /// Notes what the call in the slot has changed, if it has.
    mutating func applyChange(of slot: Int, _ result: Int) {
        guard let pending = change, pending.slot == slot else { return }
        change = nil
        if !SyscallResult.isRefusal(result) { namespaces = pending.next }
    }

    /// Ends the request and returns `true` if it can no longer be made in the namespaces that it is meant for.
    func drops(_ request: MailboxRequest, _ ended: inout EndedRequests) -> Bool {
        guard change == nil else { return false }
        switch request.purpose {
        case .result(let waiter, let expected, _):
            if isIn(expected) { return false }
            ended.append(waiter, .isElsewhere)
        case .posted(let call):
            if call.fits(namespaces) { return false }
            ended.append(call)
        case .nothing: return false
        }
        return true
    }

    /// Notes how to deliver the result of the request that the slot will hold.
    ///
    /// - Returns: The state of the slot.
    mutating func hand(_ request: MailboxRequest, to slot: Int, _ ended: inout EndedRequests) -> UInt32 {
        parked[slot] = nil
        if let call = posted[slot].take() { ended.drop(call) }
        switch request.purpose {
        case .result(let waiter, _, let next):
            parked[slot] = waiter
            if let next { change = (slot, next) }
            return SlotState.parked
        case .posted(let call): posted[slot] = call
        case .nothing: break
        }
        return SlotState.discard
    }
}
