import Rsyscall
import Testing

/// Runs each test of a suite once for every kind of process, which the test finds in ``ProcessKind/current``.
///
///     @Suite(.everyKindOfProcess) struct UtsnameCallTests {
///         let process = ProcessKind.current
///     }
struct EveryKindOfProcess: SuiteTrait, TestTrait, TestScoping {
    fileprivate let kinds: [ProcessKind]

    var isRecursive: Bool { true }

    @concurrent
    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        for kind in kinds {
            try await withProcess(kind) { process in
                try await ProcessKind.$current.withValue(process) { try await function() }
            }
        }
    }
}

extension ProcessKind {
    /// The process that a test of such a suite runs on.
    @TaskLocal static var current = LinuxProcess.local
}

extension Trait where Self == EveryKindOfProcess {
    /// Our own process, a child, and a child in namespaces of its own.
    static var everyKindOfProcess: EveryKindOfProcess {
        EveryKindOfProcess(kinds: [.local, .child, .childInNamespaces])
    }

    /// The same, for tests that become other users, of which a user namespace of one's own has only one.
    static var everyKindOfProcessWithManyUsers: EveryKindOfProcess {
        EveryKindOfProcess(kinds: [.local, .child, .childOfManyUsers])
    }
}
