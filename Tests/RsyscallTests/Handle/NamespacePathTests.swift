import Foundation
import Rsyscall
import Testing

@Suite struct NamespacePathTests {
    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `NamespacePath throws Mismatch in another mount namespace`() async throws {
        let process = LinuxProcess.local
        let path = process.path("/etc/passwd")
        let child = try await process.clone(.newuser)
        #expect(try path.path(in: child) == "/etc/passwd")
        try await child.unshare(.newns)
        #expect(throws: Mismatch.self) { try path.path(in: child) }
        let theirs = child.path("/etc/passwd")
        #expect(throws: Mismatch.self) { try theirs.path(in: process) }
        #expect(try theirs.path(in: child) == "/etc/passwd")
    }

    @Test func `openat and symlinkat pass the bytes of a path unchanged`() async throws {
        let process = LinuxProcess.local
        let path = ReadablePointer(try await process.pointer(to: CString("/etc/passwd/"))).asPath()
        await expectErrno(ENOTDIR) { _ = try await process.openat(path, [.rdonly, .cloexec]).number }
        try await withTemporaryDirectory { directory in
            let target = ReadablePointer(try await process.pointer(to: CString("a//b/./"))).asPath()
            let link = try await process.pointer(to: directory.appending("link"))
            try await process.symlinkat(target, at: link)
            let name = directory.appending("link").string
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: name) == "a//b/./")
        }
    }
}
