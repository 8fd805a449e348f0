import CRsyscall
import RsyscallWire
import Synchronization
import SystemPackage

/// A child of a relay.
protocol RelayedChild: AnyObject, Sendable {
    var pid: ProcessID { get }

    /// Notes its wait status, or that the stream has ended before it.
    func ended(_ status: Result<CInt, StreamEnd>)
}

/// Why a stream has ended.
struct StreamEnd: Error {
    let reason: String
}

/// Our end of a stream to the relay of processes elsewhere.
///
/// Whoever waits for an answer waits at the stream itself for a moment, and takes what has come for others too. Then the
/// loop does.
final class StreamLink: Sendable {
    let greeting: StubGreeting
    /// The numbers of calls at the other end.
    let numbers: CallNumbers
    let input: FileDescriptorNumber
    let loop: EventLoop
    let output: StreamSender
    private let reader: StreamReader
    /// Whether a thread is reading: 0 if not, 1 if so, 2 if it must read once more before it stops.
    let reading = Atomic<UInt8>(0)
    /// Whether a thread waits at the stream itself.
    let attention = Atomic<Attention>(.none)
    /// How many programs and calls have been sent that are not answered.
    let unanswered = Atomic<Int>(0)
    /// Whether the loop reports when something comes.
    let listens = Atomic<Bool>(false)
    let listensSoon = Atomic<Bool>(false)
    /// The loop's key for the last watch.
    let key = Guarded<EventLoop.Key?>(nil)
    private let state = Guarded(State())

    private struct State {
        var servers: [UInt32: StreamServer] = [:]
        var free: [UInt32] = []
        var next: UInt32 = 0
        /// The children, by their numbers in the relay's pid namespace.
        var children: [CInt: any RelayedChild] = [:]
        /// Those of them that were told to end at once.
        var killed: Set<CInt> = []
        var lastKill = ContinuousClock.now
        /// How long a relay has to report that the last of its processes was killed.
        var patience = Duration.seconds(30)
        /// The last children that have ended before their numbers were known, while some are being made.
        var early: [(pid: CInt, status: UInt32)] = []
        var making = 0
        /// How many ends have been received, of all children of the relay.
        var ends: UInt32 = 0
        var isOver = false
        var failure: String?
        var atEnd: [@Sendable () -> Void] = []

        /// Whether all processes were told to end at once, and there are some.
        var isAbandoned: Bool { !children.isEmpty && killed.count == children.count }

        mutating func giveBack(_ place: UInt32) {
            servers[place] = nil
            // The relay made the process in the first place, and makes no other there.
            if place > 0 { free.append(place) }
        }
    }

    /// Takes over two descriptors of our own table that don't block, different ones.
    ///
    /// - Parameter received: What was read from the stream after the greeting.
    init(
        _ greeting: StubGreeting, _ numbers: CallNumbers = .same, input: FileDescriptorNumber,
        output: FileDescriptorNumber, _ loop: EventLoop, received: [UInt8] = []
    ) {
        self.greeting = greeting
        self.numbers = numbers
        self.input = input
        self.loop = loop
        self.output = StreamSender(output, loop)
        reader = StreamReader(input, received)
        loop.table.reserve(input)
    }

    deinit {
        if let key = key.withLock({ $0.take() }) { loop.remove(key, input) }
        loop.table.release(input)
        // A copy of our descriptor table may have it too. A copy of our process must not end the stream.
        if !CopiedProcess.isThis { _ = Step(.shutdown, (input.register, 2, 0, 0, 0, 0)).made() }
        _ = Step(.close, (input.register, 0, 0, 0, 0, 0)).made()
        for action in state.withLock({ $0.atEnd }) { action() }
    }

    /// How many ends of unknown children are kept: more than can come between a clone and its answer.
    private static let mostEarly = 1024

    /// Whether a process there may share the memory and the descriptor table of its maker.
    var sharesMemory: Bool { greeting.sharesMemory == 1 }

    /// Whether the stream has ended.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// How many ends of processes have been read.
    var readEnds: UInt32 { state.withLock { $0.ends } }

    /// How many places are taken.
    var usedPlaces: Int { state.withLock { $0.servers.count } }
}

// What goes out.
extension StreamLink {
    /// Adds a message to what is sent next.
    private func append(_ message: UnsafeRawBufferPointer) { output.append(message) }

    /// Adds a program to what is sent next.
    func append(_ request: StreamRequest) { output.append(request) }

    /// Whether bytes of a program's frame are still to be sent.
    func borrows(from request: StreamRequest) -> Bool { output.borrows(from: request) }

    /// Keeps what is still to be sent of a program, whose frame is about to go.
    func keep(_ request: StreamRequest) { output.keep(request) }

    /// Adds a program of one call that has no frame.
    func append(_ request: MailboxMemory.Request, to place: UInt32) {
        let words = request.words
        var message: (WireHeader, WireStep) = (
            WireHeader(
                .program, length: WireHeader.byteCount + WireStep.byteCount, process: place, steps: 1),
            WireStep(
                number: numbers[Int(request.number)], effects: request.effects, results: 0,
                frames: 0,
                endsOnRefusal: true,
                arguments: (
                    UInt64(words.0), UInt64(words.1), UInt64(words.2), UInt64(words.3), UInt64(words.4),
                    UInt64(words.5)
                ),
                result: Int64(Step.skipped))
        )
        withUnsafeBytes(of: &message) { append($0) }
    }

    /// Sends what was added.
    func flush() {
        // A thread that sends and then waits at the stream writes what it did not take yet.
        if output.flush(), attention.load(ordering: .sequentiallyConsistent) != .sending {
            output.awaitRoom()
        }
    }

    /// Signals a child of the relay.
    ///
    /// - Returns: 0; `ESRCH` negated if its end was reported.
    func signal(_ child: any RelayedChild, _ signal: UInt8) -> Int {
        let pid = child.pid.rawValue
        let isThere = state.withLock { state in
            guard state.children[pid] === child else { return false }
            // An end that is still on its way frees a number, which may be another process's by now.
            sayEnds(state, flags: signal, value: Int64(pid))
            return true
        }
        guard isThere else { return -Int(ESRCH) }
        flush()
        if signal == UInt8(SIGKILL) { noteKill(of: pid) }
        return 0
    }

    /// Adds a message of the kind that says how many ends were read: while the lock is held, since none may say fewer than
    /// the one before.
    private func sayEnds(_ state: State, flags: UInt8 = 0, value: Int64 = 0) {
        var header = WireHeader(.signal, process: state.ends, flags: flags, value: value)
        withUnsafeBytes(of: &header) { append($0) }
    }

    /// Sends a message that has only a header.
    func send(_ header: WireHeader) {
        if CopiedProcess.isThis { return }
        var header = header
        withUnsafeBytes(of: &header) { append($0) }
        flush()
    }
}

// The processes.
extension StreamLink {
    /// Takes a place for a process, or returns `nil` if there is none.
    func takePlace() -> (StreamServer, StreamPage)? {
        let page = StreamPage()
        return state.withLock { state in
            guard !state.isOver else { return nil }
            let place: UInt32
            if let free = state.free.popLast() {
                place = free
            } else {
                guard state.next < greeting.places else { return nil }
                place = state.next
                state.next += 1
            }
            let server = StreamServer(place: place, over: self, page)
            state.servers[place] = server
            return (server, page)
        }
    }

    /// Gives back a place in which there is no process: none was cloned, or it ended before the kernel could report that
    /// it makes no more calls.
    func giveBack(_ server: StreamServer) {
        let isThere = state.withLock { state in
            guard state.servers[server.place] === server else { return false }
            state.giveBack(server.place)
            return true
        }
        if isThere { server.hangUp() }
    }

    /// Has the relay report that the process makes no more calls, since it has ended, which the relay may not have seen.
    func reportGone(_ server: StreamServer, _ flags: PlaceFlags = []) {
        var header = WireHeader(.gone, process: server.place, flags: flags.rawValue)
        // Before the place can be another process's.
        state.withLock { state in
            guard state.servers[server.place] === server else { return }
            withUnsafeBytes(of: &header) { append($0) }
        }
        flush()
    }

    /// Runs `body`, which clones a process. The end of that is noted meanwhile, though its number isn't known yet.
    func expectChild<Outcome: ~Copyable>(_ body: () async throws -> Outcome) async throws -> Outcome {
        state.withLock { $0.making += 1 }
        defer {
            state.withLock { state in
                state.making -= 1
                if state.making == 0 { state.early = [] }
            }
        }
        return try await body()
    }

    /// Takes back an end that the relay has reported of a process with the number of one that was just made. It may be
    /// that of an earlier process.
    func takeEarlyEnd(of pid: ProcessID) -> CInt? {
        state.withLock { state in
            defer { state.early.removeAll { $0.pid == pid.rawValue } }
            return state.early.last { $0.pid == pid.rawValue }.map { CInt(bitPattern: $0.status) }
        }
    }

    /// Reports the end of the process to `child`.
    func watch(_ child: any RelayedChild) {
        let end: Result<CInt, StreamEnd>? = state.withLock { state in
            if let failure = state.failure { return .failure(StreamEnd(reason: failure)) }
            if let index = state.early.firstIndex(where: { $0.pid == child.pid.rawValue }) {
                return .success(CInt(bitPattern: state.early.remove(at: index).status))
            }
            if state.children[child.pid.rawValue] != nil {
                return .failure(StreamEnd(reason: "two processes have the number \(child.pid)"))
            }
            state.children[child.pid.rawValue] = child
            return nil
        }
        if let end { child.ended(end) }
        if case .failure(let end) = end { fail(end.reason) }
    }

    /// Sets how long the relay has to report that the last of its processes was killed.
    func setPatience(_ patience: Duration) { state.withLock { $0.patience = patience } }

    /// Notes that a process was told to end at once.
    ///
    /// If all were, and the relay doesn't report their ends in time, this ends the stream. Nothing else would: no
    /// process is left whose calls could notice that the relay has stopped answering.
    private func noteKill(of pid: CInt) {
        let isLast = state.withLock { state in
            guard state.children[pid] != nil, state.killed.insert(pid).inserted else { return false }
            state.lastKill = .now
            return state.isAbandoned
        }
        guard isLast else { return }
        Task.detached { [weak self] in
            while let left = self?.patienceLeft {
                if left <= .zero { self?.fail("the relay didn't report that its processes were killed") }
                // Nobody cancels it.
                try? await Task.sleep(for: left)
            }
        }
    }

    /// How long we still wait for the ends of the processes, if all were told to end at once.
    private var patienceLeft: Duration? {
        state.withLock { $0.isAbandoned ? $0.patience - (.now - $0.lastKill) : nil }
    }

    /// Runs `action` once the stream has ended.
    func atEnd(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.atEnd.append(action) }
            return state.isOver
        }
        if isOver { action() }
    }

    /// Ends all calls and processes, since the stream has ended or was broken.
    func fail(_ reason: String) {
        let (servers, children, actions) = state.withLock { state in
            state.isOver = true
            state.failure = state.failure ?? reason
            defer {
                state.servers = [:]
                state.children = [:]
                state.killed = []
                state.atEnd = []
            }
            return (state.servers.values.map { $0 }, state.children.values.map { $0 }, state.atEnd)
        }
        output.close()
        // What the other side does with it doesn't matter anymore, and it must learn of the end.
        _ = Step(.shutdown, (input.register, 2, 0, 0, 0, 0)).made()
        for server in servers { server.hangUp() }
        for child in children { child.ended(.failure(StreamEnd(reason: reason))) }
        for action in actions { action() }
    }
}

// What comes in.
extension StreamLink {
    /// Takes what has come, unless another thread does so now.
    ///
    /// - Returns: `false` if another does.
    @discardableResult
    func look() -> Bool {
        guard reading.compareExchange(expected: 0, desired: 1, ordering: .sequentiallyConsistent).exchanged
        else { return false }
        take()
        while !reading.compareExchange(expected: 1, desired: 0, ordering: .sequentiallyConsistent).exchanged {
            reading.store(1, ordering: .sequentiallyConsistent)
            take()
        }
        return true
    }

    /// Takes all messages that have come. Called by one thread at a time.
    private func take() {
        guard !isOver else { return }
        if let reason = reader.receive(from: self) { fail(reason) }
    }

    /// The process that takes the rest of a large answer as it comes, if this is the start of one.
    func receiver(
        of header: WireHeader, _ count: Int, startingWith start: UnsafeRawBufferPointer
    ) -> StreamServer? {
        guard MessageKind(rawValue: header.kind) == .reply,
            let server = state.withLock({ $0.servers[header.process] }),
            server.begin(start, of: count, steps: Int(header.steps))
        else { return nil }
        return server
    }

    /// - Returns: `false` if the message is impossible.
    func deliver(_ header: WireHeader, _ body: UnsafeRawBufferPointer) -> Bool {
        switch MessageKind(rawValue: header.kind) {
        case .reply:
            guard let server = state.withLock({ $0.servers[header.process] }) else { return false }
            return server.deliver(body, steps: Int(header.steps))
        case .left:
            let server = state.withLock { state in
                let server = state.servers[header.process]
                if server != nil { state.giveBack(header.process) }
                return server
            }
            guard let server else { return false }
            server.hangUp(body, steps: Int(header.steps))
            return true
        case .ended:
            let pid = CInt(truncatingIfNeeded: header.value)
            let (child, isToBeSaid) = state.withLock { state in
                let child = state.children.removeValue(forKey: pid)
                state.ends &+= 1
                let isToBeSaid = state.ends % (Wire.mostUnreadEnds / 2) == 0
                if isToBeSaid { sayEnds(state) }
                state.killed.remove(pid)
                if child == nil, state.making > 0 {
                    if state.early.count == Self.mostEarly { state.early.removeFirst() }
                    state.early.append((pid, header.process))
                }
                return (child, isToBeSaid)
            }
            if isToBeSaid { flush() }
            child?.ended(.success(CInt(bitPattern: header.process)))
            return true
        default: return false
        }
    }
}
