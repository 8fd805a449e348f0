import CRsyscall
import RsyscallWire
import Synchronization

/// Takes the requests of a process's mailbox to the stream, and the answers back.
final class StreamServer: MailboxServer {
    /// The number of the process's place.
    let place: UInt32
    /// Doesn't keep the stream open, since there may be no process in the place.
    private weak let link: StreamLink?
    private let state = Guarded(State())
    private let memory: MailboxMemory
    /// For how many nanoseconds a caller waits at the stream; less while that is in vain.
    private let patience = Atomic<Int64>(StreamServer.mostPatience)

    private static let mostPatience: Int64 = 100_000
    private static let leastPatience: Int64 = 10_000

    private struct State {
        /// Kept until the process makes no more calls, since what was posted to it is to be made.
        var mailbox: Mailbox?
        /// The slot that is sent next, and the one that is answered next.
        var next = 0
        var answered = 0
        var outstanding = 0
        /// The requests in the slots; `nil` for a call without a frame.
        var requests = InlineArray<8, StreamRequest?>(repeating: nil)
        var isLargeOutstanding = false
        var atDeparture: (@Sendable () -> Void)?
        var answers: UInt64 = 0
        /// Whether the process makes no more calls, which may be known before it has a mailbox.
        var isOver = false
    }

    init(place: UInt32, over link: StreamLink, _ page: StreamPage) {
        self.place = place
        self.link = link
        memory = MailboxMemory(preparing: page.start, doorbell: 0, identifier: UInt(place))
    }

    /// Creates the mailbox.
    func makeMailbox(in page: StreamPage, _ namespaces: ProcessNamespaces) -> Mailbox {
        let mailbox = Mailbox(memory, in: page, namespaces: namespaces, server: self)
        let isOver = state.withLock { state in
            if !state.isOver { state.mailbox = mailbox }
            return state.isOver
        }
        if isOver { mailbox.hangUp() }
        return mailbox
    }

    func takeRequests() {
        guard let link else { return }
        let hasSent = state.withLock { state in
            var hasSent = false
            while state.mailbox != nil, state.outstanding < Wire.window,
                let request = memory.request(in: state.next)
            {
                let program = StreamRequest.of(request)
                if program?.isLarge == true, state.isLargeOutstanding { break }
                if let program {
                    state.isLargeOutstanding = state.isLargeOutstanding || program.isLarge
                    program.note(mayHaveBegun: true)
                    link.append(program)
                } else {
                    link.append(request, to: place)
                }
                state.requests[state.next] = program
                state.next = (state.next + 1) % Wire.window
                state.outstanding += 1
                link.unanswered.add(1, ordering: .sequentiallyConsistent)
                hasSent = true
            }
            if hasSent { memory.noteBegun(state.answered) }
            return hasSent
        }
        if hasSent { link.flush() }
    }

    func attend(_ patience: Mailbox.Patience, _ post: () -> Bool) -> Bool {
        guard let link else { return post() }
        let before = state.withLock { $0.answers }
        let limit = patience == .endsSoon ? self.patience.load(ordering: .relaxed) : 0
        // Stays `nil` if this thread doesn't wait.
        var isInTime: Bool?
        let isPosted = link.attend(idleAtMost: limit, post) {
            let isDone = state.withLock { $0.answers != before || $0.mailbox == nil }
            isInTime = isDone
            return isDone
        }
        if let isInTime {
            let next = isInTime ? min(limit * 2, Self.mostPatience) : max(limit / 2, Self.leastPatience)
            self.patience.store(next, ordering: .relaxed)
        }
        return isPosted
    }

    /// Delivers an answer.
    ///
    /// - Returns: `false` if no such answer is expected.
    func deliver(_ answer: UnsafeRawBufferPointer, steps: Int) -> Bool {
        let ended: (Mailbox?, Bool)? = state.withLock { state in
            guard state.outstanding > 0 else { return nil }
            guard let request = state.requests[state.answered] else {
                guard steps == 1, answer.count == 8, let start = answer.baseAddress else { return nil }
                return end(Int(start.loadUnaligned(as: Int64.self)), &state)
            }
            guard !isBeingSent(request), request.take(answer, steps: steps) else { return nil }
            return end(request.result, &state)
        }
        guard let ended else { return false }
        resume(ended)
        return true
    }

    /// Begins to take an answer of which this is the start. Its rest is read to its place by ``fill(_:)``.
    ///
    /// - Returns: `false`, and nothing was taken, if it is to be delivered as a whole.
    func begin(_ start: UnsafeRawBufferPointer, of count: Int, steps: Int) -> Bool {
        state.withLock { state in
            guard state.outstanding > 0, let request = state.requests[state.answered], !isBeingSent(request)
            else { return false }
            return request.begin(start, of: count, steps: steps)
        }
    }

    /// Takes the rest of the answer that was begun.
    ///
    /// - Returns: The last result of `read`: more than 0 once the answer is complete. 0 if the request has been given up.
    func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        var count = 0
        let ended: (Mailbox?, Bool)? = state.withLock { state in
            guard state.outstanding > 0, let request = state.requests[state.answered] else { return nil }
            repeat {
                count = read(request.missing)
                guard count > 0 else { return nil }
                request.missing = UnsafeMutableRawBufferPointer(rebasing: request.missing[count...])
            } while request.missing.count > 0
            return end(request.result, &state)
        }
        if let ended { resume(ended) }
        return count
    }

    /// Whether not all of a request has been sent. An answer to it would end the loan of its bytes.
    private func isBeingSent(_ request: StreamRequest) -> Bool {
        request.isLent && link?.borrows(from: request) == true
    }

    /// Ends the request that is answered next.
    private func end(_ result: Int, _ state: inout State) -> (Mailbox?, Bool) {
        let index = state.answered
        if state.requests[index]?.isLarge == true { state.isLargeOutstanding = false }
        state.requests[index] = nil
        state.answered = (index + 1) % Wire.window
        state.outstanding -= 1
        link?.unanswered.subtract(1, ordering: .sequentiallyConsistent)
        state.answers += 1
        if state.outstanding > 0 { memory.noteBegun(state.answered) }
        return (state.mailbox, memory.finish(index, result))
    }

    private func resume(_ ended: (mailbox: Mailbox?, isAwaited: Bool)) {
        if ended.isAwaited { ended.mailbox?.drain() } else { takeRequests() }
    }

    /// Ends every request, since the process makes no more calls. It has begun no later one than that of `answer`.
    ///
    /// - Parameter answer: What is known of the program that it was making.
    func hangUp(_ answer: UnsafeRawBufferPointer, steps: Int) {
        state.withLock { state in
            for index in state.requests.indices where index != state.answered {
                state.requests[index]?.note(mayHaveBegun: false)
            }
            state.requests[state.answered]?.takeLast(answer, steps: steps)
        }
        let first = answer.count < 8 ? nil : answer.loadUnaligned(as: Int64.self)
        hangUp(mayHaveBegun: steps > 0 && first != Int64(Step.skipped))
    }

    /// Ends every request.
    ///
    /// - Parameter mayHaveBegun: Whether the process may have begun the first of them.
    func hangUp(mayHaveBegun: Bool = true) {
        let (mailbox, departure) = state.withLock { state in
            for index in state.requests.indices {
                if let request = state.requests[index], request.isLent { link?.keep(request) }
                state.requests[index] = nil
            }
            link?.unanswered.subtract(state.outstanding, ordering: .sequentiallyConsistent)
            state.outstanding = 0
            state.isOver = true
            return (state.mailbox.take(), state.atDeparture.take())
        }
        mailbox?.hangUp(mayHaveBegun: mayHaveBegun)
        departure?()
    }

    /// Ends the process that may have been cloned here, and that nothing else can reach.
    func abandon(_ page: StreamPage, in namespaces: ProcessNamespaces) {
        // It is the first call that the process makes.
        makeMailbox(in: page, namespaces).post(Step(.exit_group))
    }

    /// Runs `action` once the process makes no more calls.
    func atDeparture(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.atDeparture = action }
            return state.isOver
        }
        if isOver { action() }
    }
}

/// The memory of a mailbox whose server is elsewhere.
final class StreamPage: @unchecked Sendable {
    // Sound because nothing changes the pointer, and only the mailbox and its server use the bytes.
    let start: UnsafeMutableRawPointer

    init() {
        start = .allocate(byteCount: MailboxMemory.byteCount, alignment: 64)
        start.initializeMemory(as: UInt8.self, repeating: 0, count: MailboxMemory.byteCount)
    }

    deinit { start.deallocate() }
}

extension StreamRequest {
    /// The call that makes the server make the steps.
    var call: Step {
        // Sound because the task that makes the call keeps this object until the call has ended.
        Step(command: RSYSCALL_NUMBER_PROGRAM, UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()))
    }

    /// The program that a slot names.
    fileprivate static func of(_ request: MailboxMemory.Request) -> StreamRequest? {
        guard request.number == RSYSCALL_NUMBER_PROGRAM,
            let object = UnsafeRawPointer(bitPattern: request.words.0)
        else { return nil }
        // Sound because only `call` makes such a request.
        return Unmanaged<StreamRequest>.fromOpaque(object).takeUnretainedValue()
    }
}

extension MailboxMemory {
    /// A request as it stands in a slot.
    struct Request {
        let number: CInt
        let effects: UInt16
        let words: Step.Words
    }

    /// The request in a slot that was handed to the server; `nil` if there is none.
    fileprivate func request(in index: Int) -> Request? {
        let state = state(of: index).value
        guard state == SlotState.parked || state == SlotState.discard else { return nil }
        let slot = contents(of: index)
        return Request(number: CInt(slot.number), effects: slot.effects, words: slot.arguments)
    }

    /// Notes which slot holds the request that the server makes now.
    fileprivate func noteBegun(_ index: Int) {
        noteServed(UInt32((index + 1) % Self.slotCount))
    }

    /// Ends the request in a slot.
    ///
    /// - Returns: Whether the client waits for its end.
    fileprivate func finish(_ index: Int, _ result: Int) -> Bool {
        let state = state(of: index)
        if state.change(from: SlotState.discard, to: SlotState.free) { return false }
        setResult(of: index, result)
        return state.exchange(SlotState.done) == SlotState.parked
    }
}
