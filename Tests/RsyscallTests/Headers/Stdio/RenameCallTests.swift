import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct RenameCallTests {
    let process = ProcessKind.current

    @Test func `renameat2 with noreplace fails with EEXIST and without it replaces`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            try await directory.mkdirat("other")
            let other = try await directory.openat("other", .directory)
            try await directory.renameat2("a", to: "b")
            await expectErrno(ENOENT) { _ = try await directory.fstatat("a") }
            try await directory.openat("a", [.wronly, .creat]).write("new".utf8)
            await expectErrno(EEXIST) { try await directory.renameat2("a", to: "b", .noreplace) }
            try await directory.renameat2("b", to: "b", in: other)
            await expectErrno(EEXIST) { try await directory.renameat2("a", to: "b", in: other, .noreplace) }
            try await directory.renameat2("a", to: "b", in: other)
            #expect(try await other.contents(of: "b", limit: 9) == Array("new".utf8))
        }
    }

    @Test func `renameat2 with exchange swaps two files`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            try await directory.openat("b", [.wronly, .creat]).write("other".utf8)
            try await directory.renameat2("a", to: "b", .exchange)
            #expect(try await directory.contents(of: "a", limit: 9) == Array("other".utf8))
            #expect(try await directory.contents(of: "b", limit: 9) == Array("abc".utf8))
        }
    }

    @Test func `rename replaces a file`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await directory.openat("b", [.wronly, .creat]).write("old".utf8)
            try await process.rename(path.appending("a"), to: path.appending("b"))
            #expect(try await directory.contents(of: "b", limit: 9) == Array("abc".utf8))
            await expectErrno(ENOENT) {
                try await process.rename(path.appending("a"), to: path.appending("b"))
            }
        }
    }
}
