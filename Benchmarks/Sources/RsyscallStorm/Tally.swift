import Foundation
import Rsyscall
import SystemPackage

/// What was done, what was refused, and what each task does now.
final class Tally: Sendable {
    private struct State {
        var done: [String: Int] = [:]
        var refused: [String: Int] = [:]
        var faults: [String: Int] = [:]
        var killedMakers = 0
        var steps: [Int: (name: String, since: ContinuousClock.Instant)] = [:]
    }

    private let state = Locked(State())

    /// Notes what a task does now.
    func step(_ name: String, of task: Int) {
        state {
            $0.done[name, default: 0] += 1
            $0.steps[task] = (name, .now)
        }
    }

    /// Notes that a task is at its end.
    func end(of task: Int) { state { $0.steps[task] = nil } }

    /// Notes an error, which is a fault unless a storm like this brings it about.
    func note(_ error: any Error, in name: String) {
        let reason = Self.reason(of: error)
        let text = name + ": " + Self.kind(of: reason)
        let isExpected = Self.isExpected(reason)
        state {
            if isExpected {
                $0.refused[text, default: 0] += 1
            } else {
                $0.faults["\(text): \(reason)", default: 0] += 1
            }
        }
    }

    /// Notes something that must not be.
    func fault(_ text: String) { state { $0.faults[text, default: 0] += 1 } }

    /// Notes that a child was killed before a call that makes a descriptor in our table, or in it.
    func noteKilledMaker() { state { $0.killedMakers += 1 } }

    /// How many children were.
    var killedMakers: Int { state { $0.killedMakers } }

    var hasFaults: Bool { state { !$0.faults.isEmpty } }

    /// What tasks have been at for a minute.
    var stuck: [String] {
        let limit = ContinuousClock.now - .seconds(60)
        return state { state in
            state.steps.filter { $0.value.since < limit }.map { "task \($0.key): \($0.value.name)" }
        }
    }

    var lines: [String] {
        state { state in
            let parts = [("done", state.done), ("refused", state.refused), ("FAULT", state.faults)]
            return parts.flatMap { kind, counts in
                counts.sorted { $0.key < $1.key }.map { "\(kind)\t\($0.value)\t\($0.key)" }
            }
        }
    }

    private static func reason(of error: any Error) -> any Error {
        if let refused = error as? Refused<ClonedProcess> { return refused.reason }
        if let refused = error as? Refused<ChildProcess> { return refused.reason }
        return error
    }

    private static func kind(of error: any Error) -> String {
        if let error = error as? SyscallError { return "\(error.call) \(error.errno)" }
        return "\(type(of: error))"
    }

    private static func isExpected(_ error: any Error) -> Bool {
        switch error {
        // Of a child that was killed; of a handle of a table that was left; of a child that stays stopped.
        case is Hangup, is Mismatch, is Unsupported: return true
        // The init that is the parent of a child has taken its status along.
        case let error as AlreadyTaken: return "\(error)".contains("parent's")
        // A dead child.
        case let error as SyscallError:
            let makesNamespace = error.call.hasPrefix("clone") || error.call == "unshare"
            return error.errno == .noSuchProcess
                // The children of this process have another pid namespace than it, or one that is over.
                || makesNamespace && [.invalidArgument, .noMemory].contains(error.errno)
                // The other end was a child that is dead.
                || error.call == "sendmsg" && error.errno == .brokenPipe
        default: return false
        }
    }
}
