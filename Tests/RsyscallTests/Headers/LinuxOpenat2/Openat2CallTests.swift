import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct Openat2CallTests {
    let process = ProcessKind.current

    @Test func `openat2 opens and creates files as openat does`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            #expect(try await directory.openat2("a").read(upTo: 10) == Array("abc".utf8))
            try await directory.openat2("b", [.wronly, .creat, .excl], mode: .rusr).close()
            #expect(try await directory.fstatat("b").permissions == .rusr)
            await expectErrno(EEXIST) {
                try await directory.openat2("b", [.wronly, .creat, .excl]).close()
            }
            await expectErrno(ENOENT) { try await directory.openat2("c").close() }
            // Unlike openat, it refuses what it doesn't know.
            await expectErrno(EINVAL) {
                try await directory.openat2("a", OpenFlags(rawValue: 1 << 30)).close()
            }
        }
    }

    @Test func `openat2 refuses what its limits forbid`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await directory.symlinkat("a", at: "link")
            try await directory.symlinkat("/a", at: "absolute")
            await expectErrno(ELOOP) { try await directory.openat2("link", resolve: .no_symlinks).close() }
            try await directory.openat2("link", resolve: .beneath).close()
            await expectErrno(EXDEV) { try await directory.openat2("..", resolve: .beneath).close() }
            await expectErrno(EXDEV) { try await directory.openat2("/etc", resolve: .beneath).close() }
            await expectErrno(EXDEV) { try await directory.openat2("absolute", resolve: .beneath).close() }
            let inRoot = try await directory.openat2("absolute", resolve: .in_root)
            #expect(try await inRoot.fstat().identity == directory.fstatat("a").identity)
            await expectErrno(EXDEV) { try await process.openat2("/proc/self", resolve: .no_xdev).close() }
            await expectErrno(ELOOP) {
                try await process.openat2("/proc/self/exe", resolve: .no_magiclinks).close()
            }
            await expectErrno(EAGAIN) {
                try await directory.openat2("new", [.wronly, .creat], resolve: .cached).close()
            }
            await expectErrno(EINVAL) {
                try await directory.openat2("a", resolve: RESOLVE(rawValue: 1 << 40)).close()
            }
        }
    }

    @Test func `an error of openat2 names flags and limits`() async throws {
        let error = await expectErrno(ENOENT) {
            try await process.openat2("/missing", .wronly, resolve: [.no_xdev, .no_symlinks]).close()
        }
        let how = "{flags=O_WRONLY|O_CLOEXEC, mode=0, resolve=RESOLVE_NO_XDEV|RESOLVE_NO_SYMLINKS}"
        #expect(error?.arguments.contains(how) == true, "\(error?.arguments ?? [])")
    }
}
