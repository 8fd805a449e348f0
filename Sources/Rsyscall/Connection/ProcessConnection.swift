/// A way to reach a process. Nothing above it depends on which way that is.
///
/// **A call that was sent is awaited to its end.** Canceling the Swift task that awaits it drops no result. If the
/// process dies in the meantime, the call throws ``Hangup``. Signals interrupt no call, since our threads that make
/// calls block every signal, and so does a child unless its mask was changed.
@usableFromInline
protocol ProcessConnection: DescriptorTableMember {
    /// Whether the process can use a frame that lies in our own memory.
    var sharesOurMemory: Bool { get }

    /// Memory that the process shares with us if that isn't all of ours, for frames.
    var frameRoom: FrameRoom? { get }

    /// Whether the process has threads besides the one that would make a call.
    var hasManyThreads: Bool { get }

    /// Whether the process is ours, so that any of our threads can make its calls.
    var isThisProcess: Bool { get }

    /// Whether the process makes no more calls.
    var isGone: Bool { get }

    /// The namespaces that the process is in now.
    var namespaces: ProcessNamespaces { get }

    /// What is known about the filters of the process, which its children inherit.
    var filter: KnownFilter { get }

    /// Whether calls with these effects may be made by ``callAtOnce(_:)``.
    func callsAtOnce(_ effects: Effects) -> Bool

    /// Makes `step`, whose operands are all words, here and now if that needs no waiting, and returns what the
    /// kernel left in the result register; otherwise does nothing and returns `nil`.
    func callAtOnce(_ step: Step) -> Int?

    /// Makes `step` and returns what the kernel left in the result register: a negated errno from -4095 to -1,
    /// or the call's result. `frame` is filled as the call filled it.
    ///
    /// A call that executes a program returns 0 once the process has left for it.
    ///
    /// - Parameters:
    ///   - namespaces: Those that the step was prepared for.
    ///   - next: Those that the process is in after the step, if that changes them and isn't refused.
    /// - Returns: `nil`, and nothing was done, if the process would make the call in other namespaces.
    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int?

    /// Makes the steps in order, in one trip.
    ///
    /// A step that needs the result of a refused or skipped one is skipped too: its result is ``Step/skipped``. So
    /// are all after a step that was refused or skipped and ends the program then, or that executed another.
    /// - Parameter results: The result of each step. If the process is gone before the end, those of the steps that it
    ///   made, and ``Step/begun`` for one that it may have made.
    /// - Returns: `false`, and nothing was done, if the process would make the steps in other namespaces than
    ///   `namespaces`.
    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool

    /// Makes the process poll for calls for longer than usual, since several will come one after another.
    func expectCalls()

    /// Makes the process make `step` after all steps that were sent before, and drops the result.
    ///
    /// It never blocks and never fails: if the process has ended, nothing happens.
    func post(_ step: Step)

    /// Unmaps pages without waiting. If the process ends before it comes to that, it hands them back to `space`.
    ///
    /// - Returns: `false` if the process makes no more calls.
    func post(unmap range: MemoryRange, of space: any PageUnmapper) -> Bool
}

extension ProcessConnection {
    var filter: KnownFilter { .none }

    var hasManyThreads: Bool { false }

    var isThisProcess: Bool { false }

    var isGone: Bool { false }

    var frameRoom: FrameRoom? { nil }

    func expectCalls() {}

    var closesAtOnce: Bool { false }

    var isBusy: Bool { false }

    func post(unmap range: MemoryRange, of space: any PageUnmapper) -> Bool {
        post(.munmap(range))
        return true
    }
}

extension ProcessConnection {
    /// Returns an empty frame for a call of the process.
    @inlinable
    func makeFrame() -> Frame {
        if let frameRoom { return Frame(in: frameRoom) }
        return Frame(travels: !sharesOurMemory)
    }

    /// Makes a call that is the same in all namespaces.
    func call(_ step: Step, _ frame: inout Frame) async throws(Hangup) -> Int {
        while true {
            if let result = try await call(step, &frame, in: namespaces, nil) { return result }
        }
    }

    /// Makes a call that is the same in all namespaces, and needs no frame.
    func call(_ step: Step) async throws(Hangup) -> Int {
        var none = Frame()
        return try await call(step, &none)
    }

    /// Makes calls that are the same in all namespaces.
    func run(_ steps: [Step], _ frame: inout Frame) async throws(Hangup) -> [Int] {
        while true {
            var results: [Int] = []
            if try await run(steps, &frame, in: namespaces, &results) { return results }
        }
    }
}
