import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Directories that are removed with all that is in them.
@Suite struct TemporaryDirectoryTests {
    private struct Thrown: Error {}

    private func exists(_ path: FilePath) async throws -> Bool {
        do {
            _ = try await LinuxProcess.local.fstatat(path, .symlink_nofollow)
            return true
        } catch let error as SyscallError where error.errno == .noSuchFileOrDirectory {
            return false
        }
    }

    /// Fills a directory with what is hard to remove.
    private func fill(_ directory: borrowing OwnedFileDescriptor, beside other: FilePath) async throws {
        try await directory.mkdirat("closed")
        let closed = try await directory.openat("closed", .directory)
        try await closed.replaceFile(at: "file", with: "bytes".utf8)
        try await closed.mkdirat("empty", mode: [])
        try await closed.fchmod([])
        try await directory.symlinkat(other, at: "link")
        try await directory.symlinkat("/no/such", at: "dangling")
        let odd = try FilePath(CString([0x66, 0xff, 0xfe]))
        try await directory.replaceFile(at: odd, with: [])
    }

    @Test(arguments: ProcessKind.all)
    func `unlinkat removes all of a temporary directory and nothing else`(kind: ProcessKind) async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            try await LinuxProcess.local.replaceFile(at: other.appending("kept"), with: [])
            try await withProcess(kind) { process in
                let directory = try await process.makeTemporaryDirectory(in: other, prefix: "new-")
                let path = directory.path
                #expect(try await directory.descriptor.fstat().permissions == .rwxu)
                try await fill(directory.descriptor, beside: other)
                try await directory.remove()
                let remains = try await exists(path)
                #expect(!remains)
                #expect(try await exists(other.appending("kept")))
            }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unlinkat removes a temporary directory also if the body throws`(kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var path = FilePath()
            await #expect(throws: Thrown.self) {
                try await process.withTemporaryDirectory { directory in
                    path = directory.path
                    try await directory.descriptor.mkdirat("inside")
                    throw Thrown()
                }
            }
            let remains = try await exists(path)
            #expect(!remains)
            await expectErrno(ENOENT) {
                try await process.withTemporaryDirectory(in: "/no/such") { _ in }
            }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unlinkat removes a tree whose path is longer than PATH_MAX`(kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let directory = try await process.makeTemporaryDirectory()
            let path = directory.path
            let name = String(repeating: "d", count: 200)
            var deepest = try await directory.descriptor.openat(".", .directory)
            for _ in 0..<40 {
                try await deepest.mkdirat(name)
                deepest = try await deepest.openat(name, .directory)
            }
            try await directory.remove()
            let remains = try await exists(path)
            #expect(!remains)
        }
    }

    @Test func `removing a temporary directory that was renamed throws ENOENT`() async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            let process = LinuxProcess.local
            let directory = try await process.makeTemporaryDirectory(in: other)
            try await process.rename(directory.path, to: other.appending("elsewhere"))
            await expectErrno(ENOENT, directory) { try await $0.remove() }
            #expect(try await exists(other.appending("elsewhere")))
        }
    }

    @Test func `unlinkat does not remove another directory with the name, ESTALE`() async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            let process = LinuxProcess.local
            let directory = try await process.makeTemporaryDirectory(in: other)
            let path = directory.path
            try await directory.descriptor.replaceFile(at: "inside", with: [])
            try await process.rename(path, to: other.appending("elsewhere"))
            try await process.mkdirat(path)
            try await process.replaceFile(at: path.appending("kept"), with: [])
            await expectErrno(ESTALE, directory) { try await $0.remove() }
            #expect(try await exists(path.appending("kept")))
            #expect(try await exists(other.appending("elsewhere/inside")))
        }
    }

    @Test func `unlinkat removes what an ordinary user may not enter`() async throws {
        try await withProcess(.child) { process in
            if try await process.getuid() == Uid(0) {
                let user = Uid(Caller.ordinaryUser)
                try await process.setresuid(user, user, user)
            }
            let directory = try await process.makeTemporaryDirectory(in: "/tmp")
            let path = directory.path
            try await fill(directory.descriptor, beside: "/tmp")
            try await directory.descriptor.fchmod([])
            try await directory.remove()
            let remains = try await exists(path)
            #expect(!remains)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unlinkat removes a temporary directory in a canceled task`(kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let task = Task {
                try await process.withTemporaryDirectory { directory in
                    try await directory.descriptor.mkdirat("inside")
                    withUnsafeCurrentTask { $0?.cancel() }
                    return directory.path
                }
            }
            let path = try await task.value
            let remains = try await exists(path)
            #expect(!remains)
        }
    }

    @Test func `remove leaves what is in a file system that is mounted there`() async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            let child = try await LinuxProcess.local.clone(.newns)
            try await child.mount("none", "/", "", [.rec, .private])
            let file = other.appending("precious")
            try await child.open(file, [.creat, .wronly]).close()
            let directory = try await child.makeTemporaryDirectory(in: other)
            let place = directory.path.appending("place")
            try await child.mkdir(place)
            try await child.mount(other, place, "", .bind)
            await expectErrno(EBUSY, directory) { try await $0.remove() }
            #expect(try await exists(file))
        }
    }

    @Test func `makeTemporaryDirectory with a slash in the prefix throws Unsupported`() async {
        await #expect(throws: Unsupported.self) {
            _ = try await LinuxProcess.local.makeTemporaryDirectory(prefix: "/etc/rsyscall-")
        }
    }

    @Test func `TemporaryDirectory that is dropped is reported and stays`() async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            let reports = Reports()
            let observed = LinuxProcess.local.with(diagnostics: { reports.add($0) })
            let directory = try await observed.makeTemporaryDirectory(in: other)
            let path = directory.path
            _ = consume directory
            #expect(reports.all == ["the temporary directory \(path) was not removed"])
            #expect(try await exists(path))
        }
    }

    @Test func `withTemporaryDirectory reports a failed removal if the body throws too`() async throws {
        try await RsyscallTests.withTemporaryDirectory { other in
            let reports = Reports()
            let observed = LinuxProcess.local.with(diagnostics: { reports.add($0) })
            await #expect(throws: Thrown.self) {
                try await observed.withTemporaryDirectory(in: other) { directory in
                    try await observed.rename(directory.path, to: other.appending("elsewhere"))
                    throw Thrown()
                }
            }
            #expect(reports.all.count == 1)
            #expect(reports.all.first?.contains("ENOENT") == true)
        }
    }
}
