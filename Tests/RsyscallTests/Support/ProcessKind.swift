import Foundation
import Testing

@testable import Rsyscall

/// The kinds of process that the same test runs on.
///
///     @Test(arguments: ProcessKind.all)
///     func `uname names the system`(_ kind: ProcessKind) async throws {
///         try await withProcess(kind) { process in
///             #expect(try await process.uname().sysname == "Linux")
///         }
///     }
///
/// For a whole suite, see ``EveryKindOfProcess``.
enum ProcessKind: String, CaseIterable {
    case local = "our own process"
    case child = "a child"
    case childInNamespaces = "a child in namespaces of its own"
    case ownMemory = "a child with memory of its own"
    case stream = "a process over a stream"
    case emulated = "a process of another architecture"
    case elsewhere = "a child as if its memory were not ours"

    /// Those that there are on this host.
    static let all = allCases.filter { kind in
        switch kind {
        case .childInNamespaces: namespacesArePermitted
        case .emulated: Emulator.isInstalled
        default: true
        }
    }

    /// Those that a test may change for good.
    static let children = all.filter { $0 != .local }

    private static let namespacesArePermitted: Bool = {
        guard let program = try? SpawnedProgram.start(["unshare", "--user", "--net", "true"]) else {
            return false
        }
        var status: CInt = -1
        return waitpid(program.rawValue, &status, 0) == program.rawValue && status == 0
    }()
}

/// Runs `body` with a process of this kind, which ends afterward if it was made for it.
func withProcess(_ kind: ProcessKind, _ body: (LinuxProcess) async throws -> Void) async throws {
    switch kind {
    case .local:
        try await body(.local)
    case .child:
        try await withChild([], body)
    case .childInNamespaces:
        try await withChild(
            [.newuser, .newpid, .newns, .newuts, .newipc, .newnet, .newcgroup], body)
    case .ownMemory:
        try await withChild([], hasOwnMemory: true, body)
    case .stream:
        try await withStream(body)
    case .emulated:
        try await Emulator.withProcess(body)
    case .elsewhere:
        try await withChild([]) { try await body($0.elsewhere().0) }
    }
}

private func withStream(_ body: (LinuxProcess) async throws -> Void) async throws {
    let first = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
    try await body(first.process)
    #expect(try await first.killAndWait() == .killed(.kill, coreDumped: false))
}

private func withChild(
    _ flags: CLONE, hasOwnMemory: Bool = false, _ body: (LinuxProcess) async throws -> Void
) async throws {
    // The superuser maps others too, whom tests become.
    let everyone = UserMappings.Extent(inside: 0, outside: 0, count: 1 << 16)
    let users: UserMappings =
        geteuid() == 0 ? .extents(users: [everyone], groups: [everyone]) : .single()
    var child = try await LinuxProcess.local.clone(flags, users: users)
    if hasOwnMemory { child = try await child.withOwnMemory() }
    // If the body throws, the child is dropped, which ends it too.
    try await body(child.process)
    #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
}

extension ProcessKind: CustomTestStringConvertible {
    var testDescription: String { rawValue }
}
