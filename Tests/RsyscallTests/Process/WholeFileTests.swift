import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Files that are read to their end, or replaced all at once.
@Suite struct WholeFileTests {
    private func names(in directory: borrowing OwnedFileDescriptor) async throws -> [String] {
        try await directory.lseek(0, .set)
        return try await directory.getdents64().map(\.name.string).filter { $0 != "." && $0 != ".." }.sorted()
    }

    @Test(arguments: ProcessKind.all)
    func `read to the end has all bytes or exceeds its limit`(kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            let file = try await process.memfd_create("whole")
            try await file.write(bytes)
            for limit in [200_000, 200_001, .max] {
                try await file.lseek(0, .set)
                #expect(try await file.readToEnd(limit: limit) == bytes)
            }
            for limit in [199_999, 65536, 0, -1, .min] {
                try await file.lseek(0, .set)
                await expectErrno(EFBIG) { _ = try await file.readToEnd(limit: limit) }
            }
            #expect(try await process.contents(of: "/dev/null", limit: 0) == [])
            await expectErrno(EFBIG) { _ = try await process.contents(of: "/dev/zero", limit: 9) }
            await expectErrno(ENOENT) { _ = try await process.contents(of: "/dev/no-such", limit: 9) }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `rename replaces a whole file, and nothing is left on failure`(kind: ProcessKind) async throws {
        try await withTemporaryDirectory { path in
            try await withProcess(kind) { process in
                let directory = try await process.open(path, .directory)
                try await directory.replaceFile(at: "file", with: "one".utf8, mode: .rwxu)
                let old = try await directory.openat("file")
                try await process.replaceFile(
                    at: path.appending("file"), with: "two".utf8, synchronized: true)
                #expect(try await directory.contents(of: "file", limit: 9) == Array("two".utf8))
                #expect(try await old.readToEnd(limit: 9) == Array("one".utf8))
                try await directory.mkdirat("directory")
                await expectErrno(EISDIR) { try await directory.replaceFile(at: "directory", with: []) }
                await expectErrno(EINVAL) { try await directory.replaceFile(at: "..", with: []) }
                await expectErrno(EINVAL) { try await directory.replaceFile(at: "", with: []) }
                await expectErrno(ENOENT) { try await directory.replaceFile(at: "none/file", with: []) }
                #expect(try await names(in: directory) == ["directory", "file"])
            }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `read to the end of a pipe waits only for the end`(kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let pipe = try await process.pipe2()
            try await pipe.write.write("hello".utf8)
            await expectErrno(EFBIG) { _ = try await pipe.read.readToEnd(limit: 4) }
            try await pipe.write.write("again".utf8)
            try await pipe.write.close()
            #expect(try await pipe.read.readToEnd(limit: 9) == Array("again".utf8))
        }
    }

    @Test(arguments: [ProcessKind.child, .stream])
    func `replaceFile of more bytes than go at once, and of more than RLIMIT_FSIZE`(kind: ProcessKind)
        async throws
    {
        try await withTemporaryDirectory { path in
            try await withProcess(kind) { process in
                let directory = try await process.open(path, .directory)
                let bytes = (0..<(3 << 20) + 1).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
                try await directory.replaceFile(at: "file", with: bytes)
                #expect(try await directory.contents(of: "file", limit: .max) == bytes)
                try await directory.replaceFile(at: "file", with: [])
                #expect(try await directory.fstatat("file").size == 0)
                // The first write is a short one, and the second is refused.
                let limit = Rlimit(cur: 10, max: 10)
                _ = try await process.prlimit(ProcessID(0), .fsize, limit)
                await expectErrno(EFBIG) {
                    try await directory.replaceFile(at: "file", with: "more than 10".utf8)
                }
                #expect(try await names(in: directory) == ["file"])
                #expect(try await directory.fstatat("file").size == 0)
            }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `rename replaces a symbolic link, and nothing is left on failure`(kind: ProcessKind) async throws {
        try await withTemporaryDirectory { path in
            try await withProcess(kind) { process in
                let directory = try await process.open(path, .directory)
                for target in ["one", "two"] {
                    try await directory.replaceSymbolicLink(at: "link", with: target)
                    #expect(try await process.readlink(path.appending("link")).string == target)
                }
                try await directory.mkdirat("directory")
                await expectErrno(EISDIR) {
                    try await directory.replaceSymbolicLink(at: "directory", with: "one")
                }
                await expectErrno(EINVAL) { try await directory.replaceSymbolicLink(at: "/", with: "one") }
                #expect(try await names(in: directory) == ["directory", "link"])
            }
        }
    }
}
