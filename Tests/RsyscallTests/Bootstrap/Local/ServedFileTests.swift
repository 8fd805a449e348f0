import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

private let process = LinuxProcess.local

private func forEachFile(_ body: @escaping @Sendable (FilePath) async throws -> Void) async throws {
    // More than Swift has threads.
    let count = 4 * ProcessInfo.processInfo.processorCount + 8
    try await withServedFiles(users: count) { server in
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await server.asUser { path in try await body(path.appending("\(number)")) }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// Files of a FUSE server that is a Swift task of the program that uses them. Each test is a program of its own:
/// a thread that waits for such a server keeps a program that crashes from ending.
@Suite(
    .serialized,
    .enabled(
        if: geteuid() == 0 && access("/dev/fuse", R_OK | W_OK) == 0,
        "mounting FUSE takes the superuser, and a kernel that has it"))
struct ServedFileTests {
    @Test
    func `open and read and write and fstat and close of a FUSE file leave Swift's threads to its server`()
        async
    {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                let file = try await process.open(path, .rdwr)
                #expect(file.kind == .served)
                #expect(try await file.fstat().size == FuseServer.content.count)
                #expect(try await file.read(upTo: 100) == FuseServer.content)
                try await file.write("written")
                try await file.close()
            }
        }
    }

    @Test func `stat and access and open of a FUSE file by a pointer leave Swift's threads to its server`()
        async
    {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                #expect(try await process.stat(path).size == FuseServer.content.count)
                let pointer = try await process.pointer(to: path)
                #expect(try await process.stat(pointer).size == FuseServer.content.count)
                let file = try await process.open(pointer)
                #expect(file.kind == .served)
                try await file.close()
            }
        }
    }

    @Test func `a FUSE file that is opened relative to a directory, duplicated and dropped leaves them too`()
        async
    {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                let directory = try await process.open(path.removingLastComponent(), .directory)
                let file = try await directory.openat(path.lastComponent?.string ?? "")
                #expect(try await file.pread(upTo: 100, at: 0) == FuseServer.content)
                let duplicate = try await file.duplicate()
                #expect(try await duplicate.fstat().size == FuseServer.content.count)
                try await duplicate.close()
            }
        }
    }

    @Test func `a program that opens, reads and closes a FUSE file leaves them too`() async {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                var program = process.program()
                let file = try program.open(path)
                let content = try program.read(file, upTo: 100)
                try program.close(file)
                var results = try await program.run()
                #expect(try results.take(content) == FuseServer.content)
            }
        }
    }

    @Test func `chmod and truncate and openat2 and futimens of a FUSE file leave them too`() async {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                try await process.chmod(path, .rwxu)
                try await process.truncate(path, 3)
                try await process.chown(path, .root, .root)
                #expect(try await process.statfs(path).type == .fuse)
                let file = try await process.openat2(path, .rdwr)
                #expect(try await file.read(upTo: 100) == FuseServer.content)
                try await file.futimens(atime: .utime_now, mtime: .utime_omit)
                try await file.fsync()
                try await file.flock([.ex, .nb])
                await expectErrno(EOPNOTSUPP) { _ = try await process.getxattr(path, "user.a") }
                await expectErrno(EOPNOTSUPP) { try await file.fsetxattr("user.a", Bytes([1])) }
            }
        }
    }

    @Test func `mlock and MADV_POPULATE_READ and MAP_POPULATE of a FUSE file leave them too`() async {
        await #expect(processExitsWith: .success) {
            try await forEachFile { path in
                let file = try await process.open(path)
                let mapping = try await file.mmap(length: process.host.pageSize, .read, .private)
                try await mapping.mlock()
                try await mapping.munlock()
            }
            try await forEachFile { path in
                let file = try await process.open(path)
                let mapping = try await file.mmap(length: process.host.pageSize, .read, .private)
                try await mapping.madvise(.populate_read)
            }
            try await forEachFile { path in
                let file = try await process.open(path)
                let length = process.host.pageSize
                #expect(
                    try await file.mmap(length: length, .read, [.private, .populate]).range.length == length)
            }
        }
    }

    @Test func `a FUSE mount that a killed program left is unmounted by the next`() async throws {
        let place = try Scratch().path + "-place"
        await #expect(processExitsWith: .signal(SIGKILL)) { [place = place as String] in
            try await withServedFiles(users: 1) { server in
                try await server.asUser { path in
                    try await LinuxProcess.local.replaceFile(at: FilePath(place), with: path.string.utf8)
                    kill(getpid(), SIGKILL)
                }
            }
        }
        let bytes = try await process.contents(of: FilePath(place), limit: 4096)
        let path = FilePath(String(decoding: bytes, as: UTF8.self))
        try await process.unlink(FilePath(place))
        #expect(try await ServedMount.all().contains { $0.path == path })
        try await ServedMount.removeAbandoned()
        #expect(try await !ServedMount.all().contains { $0.path == path })
        await expectErrno(ENOENT) { _ = try await process.stat(path) }
    }
}
