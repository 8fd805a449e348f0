import Rsyscall
import Testing

/// Runs each test of a suite once for every kind of process, which the test finds in ``ProcessKind/current``.
///
///     @Suite(.everyKindOfProcess) struct UtsnameCallTests {
///         let process = ProcessKind.current
///     }
///
/// A test may have such a trait too, which takes the place of its suite's.
struct EveryKindOfProcess: SuiteTrait, TestTrait, TestScoping {
    fileprivate let kinds: [ProcessKind]

    var isRecursive: Bool { true }

    @concurrent
    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // The test's own trait comes after its suite's.
        let chosen = test.traits.reversed().lazy.compactMap { $0 as? Self }.first
        guard chosen?.kinds == kinds else { return try await function() }
        for kind in kinds {
            let naming = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("on \(kind.rawValue)")
                return issue
            }
            try await naming.provideScope(for: test, testCase: testCase) {
                do {
                    try await withProcess(kind) { process in
                        try await ProcessKind.$current.withValue(process) { try await function() }
                    }
                } catch is ExpectationFailedError {
                    // It was recorded, and the other kinds are of interest still.
                } catch  where !Task.isCancelled {
                    Issue.record(error, sourceLocation: test.sourceLocation)
                }
            }
        }
    }
}

extension ProcessKind {
    /// The process that a test of such a suite runs on.
    @TaskLocal static var current = LinuxProcess.local
}

extension Trait where Self == EveryKindOfProcess {
    /// Every kind of process.
    static var everyKindOfProcess: Self { Self(kinds: ProcessKind.all) }

    /// Every kind of process that can clone.
    static var everyKindThatClones: Self {
        // The stack of a clone lies in memory that is ours.
        Self(kinds: ProcessKind.all.filter { $0 != .elsewhere })
    }

    /// Every kind of child, for calls that would change our own process for good.
    static var everyKindOfChild: Self { Self(kinds: ProcessKind.children) }

    /// These kinds of process alone.
    static func kindsOfProcess(_ kinds: ProcessKind...) -> Self { Self(kinds: kinds) }
}
