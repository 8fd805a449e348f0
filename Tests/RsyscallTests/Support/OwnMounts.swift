import Rsyscall
import SystemPackage

/// Runs `body` with a child of ``ProcessKind/current`` that has mounts of its own, and a directory with the
/// directories `a` and `b`.
func withOwnMounts(_ body: (borrowing ClonedProcess, FilePath) async throws -> Void) async throws {
    let process = ProcessKind.current
    try await withTemporaryDirectory { path in
        for name in ["a", "b"] { try await process.mkdir(path.appending(name)) }
        let child = try await process.clone([.newns])
        try await child.mount("none", "/", "", [.rec, .private])
        try await body(child, path)
        _ = try await process.stat(path)
    }
}
