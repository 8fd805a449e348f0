import Rsyscall
import SystemPackage
import Testing

/// Errors by the names of C.
@Suite struct ErrnoNameTests {
    let process = LinuxProcess.local

    @Test func `catch matches an errno by its name in C`() async throws {
        do {
            _ = try await process.open("/nonexistent")
            Issue.record("was not refused")
        } catch let error as SyscallError where error.errno == .ENOENT {}
        do {
            try await process.mkdir("/")
            Issue.record("was not refused")
        } catch let error as SyscallError {
            switch error.errno {
            case .EEXIST: break
            default: Issue.record("\(error)")
            }
        }
    }

    @Test func `names of errnos in C have the numbers of swift-system's`() {
        #expect(Errno.EAGAIN == .resourceTemporarilyUnavailable)
        #expect(Errno.EWOULDBLOCK == .EAGAIN)
        #expect(Errno.EOPNOTSUPP == .notSupportedOnSocket)
        #expect(Errno.ENOTSUP == .EOPNOTSUPP)
        #expect(Errno.ENOSYS == .noFunction)
        #expect(Errno.EHWPOISON.rawValue == 133)
    }

    @Test func `every name of an errno in C is that of SyscallError`() throws {
        let file = try #require(LibrarySource.files.first { $0.path == "Headers/Errno/Errno+CNames.swift" })
        let names = file.text.matches(of: /static var (E\w+): Errno \{ Errno\(rawValue: CRsyscall\.(E\w+)\)/)
        #expect(names.count > 130)
        for name in names where !["EWOULDBLOCK", "ENOTSUP"].contains(name.1) {
            #expect(name.1 == name.2)
        }
    }
}
