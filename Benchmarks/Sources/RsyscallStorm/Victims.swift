import Foundation
import Rsyscall

/// The children that live, which are killed and stopped at random moments.
final class Victims: Sendable {
    private struct State {
        var next = 0
        var signalers: [Int: Signaler] = [:]
        var isOver = false
    }

    private let state = Locked(State())

    func add(_ signaler: Signaler) -> Int {
        state {
            $0.next += 1
            $0.signalers[$0.next] = signaler
            return $0.next
        }
    }

    func remove(_ number: Int) { state { _ = $0.signalers.removeValue(forKey: number) } }

    /// Ends ``haunt(_:_:)``.
    func leaveAlone() { state { $0.isOver = true } }

    private func any(_ random: inout SplitMix) -> Signaler? {
        state { $0.signalers.values.randomElement(using: &random) }
    }

    /// Kills, stops and continues children until all are to be left alone.
    func haunt(_ seed: UInt64, _ tally: Tally) async throws {
        var random = SplitMix(state: seed)
        while !state({ $0.isOver }) {
            if let victim = any(&random) {
                if random.pick(3) == 0 {
                    signal(victim, .kill, tally)
                } else {
                    signal(victim, .stop, tally)
                    try await Task.sleep(for: .microseconds(random.pick(2000)))
                    signal(victim, .cont, tally)
                }
            }
            try await Task.sleep(for: .microseconds(random.pick(4000)))
        }
    }

    private func signal(_ victim: Signaler, _ signal: SIG, _ tally: Tally) {
        do {
            try victim.signal(signal)
        } catch {
            tally.note(error, in: "signal")
        }
    }
}
