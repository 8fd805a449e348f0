import Foundation
import Rsyscall
import Testing

@Suite struct SyscallErrorTests {
    let process = LinuxProcess.local

    @Test func `SyscallError shows the arguments of a failed openat`() async throws {
        let error = await expectErrno(ENOENT) {
            _ = try await process.open("/nonexistent/file", [.rdonly, .cloexec])
        }
        #expect(error?.call == "openat")
        #expect(error?.arguments == ["AT_FDCWD", "\"/nonexistent/file\"", "O_RDONLY|O_CLOEXEC"])
    }
}
