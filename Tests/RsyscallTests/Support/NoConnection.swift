@testable import Rsyscall

/// A connection that nothing may use.
final class NoConnection: ProcessConnection {
    let sharesOurMemory = true
    func callsAtOnce(_ effects: Effects) -> Bool { false }
    func callAtOnce(_ step: Step) -> Int? { nil }
    func call(_ step: Step, _ frame: inout Frame) async throws(Hangup) -> Int { throw Hangup() }
    func post(_ step: Step) {}
}
