import CRsyscall
import Synchronization

/// The connection to a process elsewhere, over a stream that many share.
final class StreamConnection: QueuedConnection {
    let mailbox: Mailbox
    let initialNamespaces: ProcessNamespaces
    let link: StreamLink
    private let server: StreamServer

    init(_ server: StreamServer, over link: StreamLink, _ page: StreamPage, in namespaces: ProcessNamespaces)
    {
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
            results = steps.indices.map { $0 == 0 ? -Int(ENOMEM) : Step.skipped }
            return true
        }
        defer { results = request.results }
        do {
            let patience =
                steps.contains { Self.patience($0) == .mayTakeLong }
                ? .mayTakeLong : Mailbox.Patience.endsSoon
            return try await mailbox.call(request.call, patience, in: namespaces) != nil
        } catch {
            let hasExecuted = steps.indices.contains { index in
                steps[index].effects.contains(.executes) && request.results[index] == 0
            }
            guard hasExecuted else { throw error }
            return true
        }
    }

    /// Returns the steps as a message, or `nil` if they are too large for one.
    private func request(_ steps: [Step], _ frame: borrowing Frame) throws(Hangup) -> StreamRequest? {
        try CopiedProcess.check()
        return StreamRequest(steps, frame, for: server.place, link.numbers)
    }

    func post(_ step: Step) {
        if CopiedProcess.isThis { return }
        mailbox.post(step)
    }
}
