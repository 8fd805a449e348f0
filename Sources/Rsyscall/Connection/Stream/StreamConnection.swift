import CRsyscall
import Synchronization

/// The connection to a process elsewhere, over a stream that many share.
final class StreamConnection: QueuedConnection {
    let mailbox: Mailbox
    let initialNamespaces: ProcessNamespaces
    let link: StreamLink
    private let server: StreamServer
    private let hasFilter: Atomic<Bool>

    /// - Parameter filter: What is known of the filters that the process has from its maker.
    init(
        _ server: StreamServer, over link: StreamLink, _ page: StreamPage, in namespaces: ProcessNamespaces,
        filter: KnownFilter = .none
    ) {
        hasFilter = Atomic(filter != .none)
        self.server = server
        self.link = link
        initialNamespaces = namespaces
        mailbox = server.makeMailbox(in: page, namespaces)
    }

    /// Joins the descriptor table that the process has, until it makes no more calls, which may be so already.
    func joinTable() {
        namespaces.descriptorTable.join(self)
        server.atDeparture { [weak self] in
            guard let self else { return }
            self.namespaces.descriptorTable.leave(self)
        }
    }

    var sharesOurMemory: Bool { false }

    // The relay answers for it, so a filter can't keep it from being heard.
    var filter: KnownFilter { hasFilter.load(ordering: .relaxed) ? .present : .none }

    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        guard step.effects.contains(.entersNamespaces) else {
            return try await make(step, &frame, in: namespaces, nil)
        }
        let next = next ?? namespaces.after(.everything)
        guard let request = try request([step], frame) else { return -Int(ENOMEM) }
        return try await changing(namespaces, to: next) { () async throws(Hangup) in
            defer { withExtendedLifetime(request) {} }
            return try await mailbox.call(request.call, Self.patience(step), in: namespaces, next)
        }
    }

    /// Only what is made to wait is known to take long.
    private static func patience(_ step: Step) -> Mailbox.Patience {
        step.effects.contains(.waits) ? .mayTakeLong : .endsSoon
    }

    private func make(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        guard let request = try request([step], frame) else { return -Int(ENOMEM) }
        defer { withExtendedLifetime(request) {} }
        do {
            return try await mailbox.call(request.call, Self.patience(step), in: namespaces, next)
        } catch {
            // Without an answer the process executed the program or died. Waiting for its end tells one from the other.
            guard step.effects.contains(.executes) else {
                throw Hangup(mayHaveBegun: request.results[0] != Step.skipped)
            }
            return 0
        }
    }

    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool {
        guard let request = try request(steps, frame) else {
            // What is long then is the list of arguments.
            let isExecuting = steps.contains { $0.effects.contains(.executes) }
            results = steps.indices.map { $0 > 0 ? Step.skipped : -Int(isExecuting ? E2BIG : ENOMEM) }
            return true
        }
        let made = await made(request, Self.patience(steps), in: namespaces)
        results = request.results
        if case .failure = made, Self.hasExecuted(steps, request) { return true }
        return try made.get()
    }

    // A do statement in the method above crashes the optimizer of Swift 6.3.1.
    private func made(
        _ request: StreamRequest, _ patience: Mailbox.Patience, in namespaces: ProcessNamespaces
    ) async -> Result<Bool, Hangup> {
        do {
            return .success(try await mailbox.call(request.call, patience, in: namespaces) != nil)
        } catch { return .failure(error) }
    }

    private static func patience(_ steps: [Step]) -> Mailbox.Patience {
        steps.contains { patience($0) == .mayTakeLong } ? .mayTakeLong : .endsSoon
    }

    private static func hasExecuted(_ steps: [Step], _ request: StreamRequest) -> Bool {
        steps.indices.contains { steps[$0].effects.contains(.executes) && request.results[$0] == 0 }
    }

    /// Returns the steps as a message, or `nil` if they are too large for one.
    private func request(_ steps: [Step], _ frame: borrowing Frame) throws(Hangup) -> StreamRequest? {
        try CopiedProcess.check()
        if steps.contains(where: { $0.effects.contains(.installsFilter) }) {
            hasFilter.store(true, ordering: .relaxed)
        }
        return StreamRequest(steps, frame, for: server.place, link.numbers)
    }

    func post(_ step: Step) {
        if CopiedProcess.isThis { return }
        mailbox.post(step)
    }
}
