import CStub

/// The owner of the stream. It hands each program to the process that it is for and sends back the answers, and never
/// makes a call that waits for a process.
struct Relay {
    let places: SharedPlaces
    var input: StreamInput
    private var output: StreamOutput
    var incoming: IncomingProgram?
    /// How many children have ended so far, which a signal's handler counts, and how many were looked for.
    private let ended: UnsafeMutablePointer<UInt32>
    private var reaped: UInt32 = 0
    /// A child that has ended and could not be reported yet.
    var unreported: WireHeader?
    var unreadEnds = UnreadEnds()
    /// The queue of places with answers.
    private var first = -1
    private var last = -1
    /// Where the answer is that was begun: the next range of it, or -1.
    private var range = -1
    /// The place for whose process the relay has made a copy, until the answer is sent; -1 if there is none.
    var copied = -1
    /// How many places are open, from the first on, and how many processes may leave at any time.
    var used = 1
    var leaving = 0
    /// Whether a filter may refuse processes the call by which they wake the relay.
    var isFiltered = false
    /// How long it sleeps then, in nanoseconds: longer each time while nothing comes.
    private var nap = Self.leastNap

    /// For how many rounds it looks for work before it sleeps: fewer while that doesn't pay, which it never does while those
    /// who would bring work wait for this processor.
    private var rounds = Self.mostRounds
    private var sleeps = 0

    /// Somewhat longer than it takes to wake a thread twice.
    private static let mostRounds = 96
    private static let sleepsBetweenProbes = 8
    private static let leastNap: UInt = 50_000
    private static let mostNap: UInt = 8_000_000

    init(_ places: SharedPlaces, input: UInt, output: UInt, ended: UnsafeMutablePointer<UInt32>) {
        self.places = places
        self.input = StreamInput(input)
        self.output = StreamOutput(output)
        self.ended = ended
    }

    /// Sends what comes before all messages.
    mutating func greet(_ greeting: StubGreeting, _ arguments: Arguments) {
        var greeting = greeting
        withUnsafeBytes(of: &greeting) { output.append($0.baseAddress.unsafelyUnwrapped, $0.count) }
        let words = arguments.bytes
        if greeting.words > 0, let start = words.start {
            sendAll(UnsafeMutableRawPointer(mutating: start), words.count)
            var zero: UInt64 = 0
            withUnsafeMutableBytes(of: &zero) { zero in
                sendAll(zero.baseAddress.unsafelyUnwrapped, wirePadded(words.count) - words.count)
            }
        }
    }

    private mutating func sendAll(_ bytes: UnsafeMutableRawPointer, _ count: Int) {
        while !output.isOver, !output.append(lasting: bytes, count) { output.wait() }
        while !output.isOver, output.borrows {
            output.wait()
            output.flush()
        }
    }

    /// Serves until the stream ends.
    mutating func serve() {
        var idle = 0
        while true {
            var hasWorked = receive()
            hasWorked = collect() || hasWorked
            if leaving > 0 {
                if places.areCopied { watch() }
                _ = reportLeft()
            }
            hasWorked = reap() || hasWorked
            hasWorked = answer() || hasWorked
            if input.isOver || output.isOver { return }
            if hasWorked {
                if idle > 0 { rounds = Self.mostRounds }
                idle = 0
                nap = Self.leastNap
            } else if idle < rounds {
                idle += 1
                for _ in 0..<16 {
                    stub_pause()
                    if places.bell.pointee.ready != nil { break }
                }
            } else {
                sleeps += 1
                rounds = sleeps % Self.sleepsBetweenProbes == 0 ? Self.mostRounds : rounds / 2
                sleep()
                idle = 0
            }
        }
    }

    /// Sleeps until a process rings, a signal comes, or the kernel says that a process has left.
    private mutating func sleep() {
        let word = withUnsafeMutablePointer(to: &places.bell.pointee.asleep) { $0 }
        stub_store(word, 1)
        // Only after that store: a ring from here on finds the word at 1. A signal that came before is pending, and its
        // handler runs now.
        setSignals(SIG_UNBLOCK)
        // A signal comes once the stream takes the report of a child, or says that others were read.
        let waitsToReport = unreported != nil || unreadEnds.isFull
        if places.bell.pointee.ready == nil, waitsToReport || reaped == stub_load(ended) {
            // Nobody says that a copy has left, or a process whose filter refuses robust futexes.
            let watches = leaving > 0 && (places.areCopied || leavesSilently)
            var time = (UInt(0), watches ? 1_000_000 : nap)
            withUnsafePointer(to: &time) { time in
                let limit = isFiltered || watches ? UInt(bitPattern: time) : 0
                _ = call(__NR_futex, UInt(bitPattern: word), UInt(FUTEX_WAIT), 1, limit)
            }
            if isFiltered, nap < Self.mostNap { nap *= 2 }
        }
        setSignals(SIG_BLOCK)
        // A handler writes another number; so does nobody who rings. The kernel clears it for each process that leaves.
        if stub_exchange(word, 0) == 0, places.bell.pointee.ready == nil { _ = reportLeft() }
    }

    /// Whether a process that may leave would do so without a ring.
    private var leavesSilently: Bool {
        for index in 0..<used where places[index].note.pointee.mayLeave != 0 && places[index].isCleared {
            return true
        }
        return false
    }

    private func setSignals(_ how: Int32) {
        var set: UInt64 = 1 << UInt64(SIGIO - 1)
        withUnsafePointer(to: &set) { set in
            _ = call(__NR_rt_sigprocmask, UInt(how), UInt(bitPattern: set), 0, 8)
        }
    }
}

// What goes out.
extension Relay {
    /// Queues the places whose processes have ended calls.
    private mutating func collect() -> Bool {
        guard places.bell.pointee.ready != nil else { return false }
        var next = stub_take_ready(places.bell)
        while let mailbox = next {
            next = mailbox.pointee.next
            withUnsafeMutablePointer(to: &mailbox.pointee.on_list) { stub_store($0, 0) }
            queue(Int(mailbox.pointee.identifier))
        }
        return true
    }

    mutating func queue(_ index: Int) {
        let note = places[index].note
        guard note.pointee.isQueued == 0 else { return }
        note.pointee.isQueued = 1
        note.pointee.following = -1
        if last >= 0 { places[last].note.pointee.following = Int32(index) } else { first = index }
        last = index
    }

    /// Sends the answers that are there, as far as the stream takes them.
    mutating func answer() -> Bool {
        var hasWorked = false
        while first >= 0 {
            let place = places[first]
            while isDone(place) {
                guard send(place) else { return output.flush() || hasWorked }
                hasWorked = true
            }
            first = Int(place.note.pointee.following)
            if first < 0 { last = -1 }
            place.note.pointee.isQueued = 0
            // It may have ended one more before that store, and rung while it was queued.
            if isDone(place) { queue(Int(place.mailbox.pointee.identifier)) }
        }
        return output.flush() || hasWorked
    }

    func isDone(_ place: Place) -> Bool {
        guard place.note.pointee.outstanding > 0 else { return false }
        let slot = place.slot(Int(place.note.pointee.answered))
        return withUnsafeMutablePointer(to: &slot.pointee.state) { stub_load($0) == UInt32(RSYSCALL_DONE) }
    }

    /// Sends the next answer of a place, or goes on with it.
    ///
    /// - Returns: `false` if the stream doesn't take all of it yet.
    private mutating func send(_ place: Place) -> Bool {
        let note = place.note
        let index = Int(note.pointee.answered)
        let layout = place.layout(index).pointee
        let start = place.program(index)
        if range < 0 {
            var length = WireHeader.byteCount + layout.steps * 8
            guard output.hasRoom(length) else { return false }
            for index in 0..<layout.outputs { length += wirePadded(layout.sentBack(index, at: start)) }
            var header = WireHeader(
                .reply, length: length, process: UInt32(place.mailbox.pointee.identifier), steps: layout.steps
            )
            withUnsafeBytes(of: &header) { output.append($0.baseAddress.unsafelyUnwrapped, $0.count) }
            for step in 0..<layout.steps { appendResult(step, of: place, index) }
            range = 0
        }
        while range < layout.outputs {
            let bytes = start + layout.frameOffset + Int(layout.output(range, at: start).offset)
            let count = wirePadded(layout.sentBack(range, at: start))
            guard count == 0 || output.append(lasting: bytes, count) else { return false }
            range += 1
        }
        // What wasn't copied must have been written before the process can overwrite it.
        if output.borrows { output.flush() }
        guard !output.borrows else { return false }
        range = -1
        if note.pointee.large == Int32(index) { note.pointee.large = -1 }
        if copied == Int(place.mailbox.pointee.identifier) {
            copied = -1
        } else {
            note.pointee.answered = UInt32((index + 1) % Wire.window)
        }
        note.pointee.outstanding -= 1
        // If it has left, that is still to be reported.
        if note.pointee.outstanding == 0, note.pointee.mayLeave != 0, !place.hasLeft {
            note.pointee.mayLeave = 0
            leaving -= 1
        }
        let slot = place.slot(index)
        withUnsafeMutablePointer(to: &slot.pointee.state) { stub_store($0, UInt32(RSYSCALL_FREE)) }
        return true
    }

    /// Reports the processes that make no more calls.
    ///
    /// - Returns: Whether all of them are reported.
    private mutating func reportLeft() -> Bool {
        for index in 0..<used {
            let place = places[index]
            let note = place.note
            guard note.pointee.isOpen != 0, place.hasLeft else { continue }
            // It may have rung before it left, and a mailbox on the list must not be prepared anew.
            _ = collect()
            // Its last answers come first.
            if isDone(place) { queue(index) }
            if note.pointee.isQueued != 0 { _ = answer() }
            guard note.pointee.isQueued == 0, appendLeft(index) else { return false }
            note.pointee.isOpen = 0
            if note.pointee.watch != 0 { _ = call(__NR_close, UInt(note.pointee.watch)) }
            if note.pointee.mayLeave != 0 { leaving -= 1 }
            note.pointee.mayLeave = 0
        }
        return true
    }

    /// Reaps the children that have ended, and reports them.
    ///
    /// - Returns: Whether there was one.
    private mutating func reap() -> Bool {
        let count = stub_load(ended)
        guard count != reaped || unreported != nil else { return false }
        var hasWorked = false
        while true {
            if let child = unreported {
                // It has left before.
                guard reportLeft(), append(child) else { return hasWorked }
                // Only now may its number be given anew: the answer to the clone that gets it comes after the report.
                reap(Int(child.value))
                unreadEnds.add(Int32(truncatingIfNeeded: child.value))
                unreported = nil
                hasWorked = true
            }
            guard !unreadEnds.isFull else { return hasWorked }
            var status: Int32 = 0
            let pid = nextEnded(&status)
            guard pid > 0 else {
                reaped = count
                return hasWorked
            }
            unreported = WireHeader(.ended, process: UInt32(bitPattern: status), value: Int64(pid))
            if places.areCopied { noteEnd(of: pid) }
        }
    }

    /// Returns the number of a child that has ended, which still is to be reaped, and its status.
    private func nextEnded(_ status: inout Int32) -> Int {
        let (all, exitedOrNothingAndAllAndStay): (UInt, UInt) = (0, 0x4100_0005)
        var info = InlineArray<32, Int32>(repeating: 0)
        let result = withUnsafeMutablePointer(to: &info) { info in
            call(__NR_waitid, all, 0, UInt(bitPattern: info), exitedOrNothingAndAllAndStay)
        }
        guard result == 0 else {
            // A filter refuses that, or there is none. This reaps it.
            return result == -Int(ECHILD)
                ? result
                : withUnsafeMutablePointer(to: &status) { status in
                    call(__NR_wait4, UInt.max, UInt(bitPattern: status), 0x4000_0001)
                }
        }
        let (how, number, value) = (info[2], info[4], info[6])
        let (exited, dumped): (Int32, Int32) = (1, 3)
        status = how == exited ? value << 8 : how == dumped ? value | 0x80 : value
        return Int(number)
    }

    private func reap(_ pid: Int) {
        let (byPid, exitedOrNothingAndAll): (UInt, UInt) = (1, 0x4000_0005)
        _ = call(__NR_waitid, byPid, UInt(pid), 0, exitedOrNothingAndAll)
    }

    /// Reports that the process at a place makes no more calls, and how far its last program went.
    private mutating func appendLeft(_ index: Int) -> Bool {
        let place = places[index]
        let slot = Int(place.note.pointee.answered)
        let steps = place.note.pointee.outstanding > 0 ? place.layout(slot).pointee.steps : 0
        let length = WireHeader.byteCount + steps * 8
        guard range < 0, output.hasRoom(length) else { return false }
        var header = WireHeader(.left, length: length, process: UInt32(index), steps: steps)
        withUnsafeBytes(of: &header) { output.append($0.baseAddress.unsafelyUnwrapped, $0.count) }
        for step in 0..<steps { appendResult(step, of: place, slot) }
        return true
    }

    private mutating func appendResult(_ step: Int, of place: Place, _ slot: Int) {
        var result = place.layout(slot).pointee.result(step, at: place.program(slot))
        withUnsafeBytes(of: &result) { output.append($0.baseAddress.unsafelyUnwrapped, 8) }
    }

    private mutating func append(_ header: WireHeader) -> Bool {
        guard range < 0, output.hasRoom(WireHeader.byteCount) else { return false }
        var header = header
        withUnsafeBytes(of: &header) { output.append($0.baseAddress.unsafelyUnwrapped, $0.count) }
        return true
    }
}
