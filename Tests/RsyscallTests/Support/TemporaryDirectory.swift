import Rsyscall
import SystemPackage

/// Runs `body` with a new directory, and removes it afterward.
func withTemporaryDirectory(_ body: (FilePath) async throws -> Void) async throws {
    let process = LinuxProcess.local
    let name = try await process.getrandom(8).map { String($0, radix: 16) }.joined()
    let path = FilePath("/tmp/rsyscall-test-\(name)")
    try await process.mkdir(path, mode: .rwxu)
    do {
        try await body(path)
    } catch {
        try await removeTree(at: path)
        throw error
    }
    try await removeTree(at: path)
}

private func removeTree(at path: FilePath) async throws {
    let process = LinuxProcess.local
    let directory = try await process.open(path, [.directory, .nofollow, .cloexec])
    for entry in try await directory.getdents64() where entry.name != "." && entry.name != ".." {
        if try await directory.fstatat(entry.name, .symlink_nofollow).fileType == .dir {
            try await removeTree(at: path.appending(entry.name.string))
        } else {
            try await directory.unlinkat(entry.name)
        }
    }
    try await process.rmdir(path)
}

/// Runs `body` with a new directory, opened by ``ProcessKind/current``, that has a file `a` of three bytes, and
/// removes both afterward.
func withDirectoryOfOneFile(
    _ body: (borrowing OwnedFileDescriptor, FilePath) async throws -> Void
) async throws {
    let process = ProcessKind.current
    try await withTemporaryDirectory { path in
        let directory = try await process.open(path, [.directory, .cloexec])
        try await directory.openat("a", [.wronly, .creat, .cloexec], mode: .rwxu).write("abc".utf8)
        try await body(directory, path)
    }
}
