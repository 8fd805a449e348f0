import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct NamespaceCallTests {
    let process = ProcessKind.current

    @Test(.enabled(if: geteuid() == 0, "namespaces take CAP_SYS_ADMIN"))
    func `unshare leaves and setns enters a UTS namespace`() async throws {
        let ours = try await process.uname().nodename
        let child = try await process.clone()
        let before = try await child.open("/proc/self/ns/uts", [.cloexec])
        try await child.unshare(.newuts)
        try await child.sethostname("apart")
        #expect(try await process.uname().nodename == ours)
        try await child.setns(before, .newuts)
        #expect(try await child.uname().nodename == ours)
        let file = try await child.open("/etc/passwd", [.cloexec])
        await expectErrno(EINVAL) { try await child.setns(file, .newuts) }
        await expectErrno(EINVAL) { try await child.setns(before, .newnet) }
        await expectErrno(EINVAL) { try await child.unshare(.vm) }
        #expect(try await child.uname().nodename == ours)
    }
}
