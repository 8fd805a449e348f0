import Rsyscall
import Testing

/// The kinds of process that the same test runs on.
///
///     @Test(arguments: ProcessKind.all)
///     func `uname names the system`(_ kind: ProcessKind) async throws {
///         try await withProcess(kind) { process in
///             #expect(try await process.uname().sysname == "Linux")
///         }
///     }
enum ProcessKind: String, CaseIterable {
    case local = "our own process"
    case child = "a child"
    case childInNamespaces = "a child in namespaces of its own"

    /// Those that there are on this host.
    static let all = processOfChild == nil ? [.local] : allCases
}

/// Gives a child as a `LinuxProcess`. As soon as `ClonedProcess.process` is one, this is `{ $0.process }`, and
/// every test over `ProcessKind.all` runs on children too.
private let processOfChild: (@Sendable (borrowing ClonedProcess) -> LinuxProcess)? = nil

/// Runs `body` with a process of this kind, which ends afterwards if it was made for it.
func withProcess(_ kind: ProcessKind, _ body: (LinuxProcess) async throws -> Void) async throws {
    switch kind {
    case .local:
        try await body(.local)
    case .child:
        try await withChild([], body)
    case .childInNamespaces:
        try await withChild(
            [.newuser, .newpid, .newns, .newuts, .newipc, .newnet, .newcgroup], body)
    }
}

private func withChild(_ flags: CLONE, _ body: (LinuxProcess) async throws -> Void) async throws {
    guard let processOfChild else { throw NoSuchKind() }
    let child = try await LinuxProcess.local.clone(flags)
    // If the body throws, the child is dropped, which ends it too.
    try await body(processOfChild(child))
    #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
}

extension ProcessKind: CustomTestStringConvertible {
    var testDescription: String { rawValue }
}

/// A kind of process that is not in `ProcessKind.all`.
private struct NoSuchKind: Error {}
