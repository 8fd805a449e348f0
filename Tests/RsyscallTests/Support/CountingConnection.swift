import Synchronization

@testable import Rsyscall

/// Stands in for a connection to a process elsewhere: it counts the trips that would be made, and keeps each frame
/// in a buffer other than the caller's, as a stream would.
final class CountingConnection: ProcessConnection {
    private let underlying: any ProcessConnection
    private let count = Atomic<Int>(0)

    init(_ underlying: any ProcessConnection) {
        self.underlying = underlying
    }

    /// How many trips were made so far whose end was awaited.
    var trips: Int { count.load(ordering: .relaxed) }

    var sharesOurMemory: Bool { false }
    var hasManyThreads: Bool { underlying.hasManyThreads }
    var namespaces: ProcessNamespaces { underlying.namespaces }
    func callsAtOnce(_ effects: Effects) -> Bool { false }
    func callAtOnce(_ step: Step) -> Int? { nil }

    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        guard next == nil else { return try await underlying.call(step, &frame, in: namespaces, next) }
        var results: [Int] = []
        return try await run([step], &frame, in: namespaces, &results) ? results[0] : nil
    }

    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool {
        count.wrappingAdd(1, ordering: .relaxed)
        let size = frame.count
        let notes = frame.notes
        var foreign = underlying.makeFrame()
        // Memory for tests does not run out.
        if (try? foreign.reserve(size)) == nil { throw Hangup() }
        foreign.base.copyMemory(from: frame.base, byteCount: size)
        for note in notes { foreign.note(note.kind, at: note.offset, note.value) }
        let isMade = try await underlying.run(steps, &foreign, in: namespaces, &results)
        // What the far side sends back, with addresses of its own in it.
        frame.base.copyMemory(from: foreign.base, byteCount: size)
        return isMade
    }

    func post(_ step: Step) { underlying.post(step) }

    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool {
        underlying.post(close: descriptor, of: table)
    }
}
