import CRsyscall
import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct SeccompCallTests {
    let process = ProcessKind.current

    /// Refuses `getppid` with `ENOTTY`, and nothing else.
    static let filter: [SockFilter] = [
        .load(at: 0), .ifEqual(UInt32(__NR_getppid), then: 0, else: 1),
        .verdict(.errno, data: UInt16(ENOTTY)), .verdict(.allow),
    ]

    @Test func `seccomp installs a filter that refuses getppid`() async throws {
        let pid = try await process.getpid()
        try await process.prctl_set_no_new_privs()
        #expect(try await process.prctl_get_seccomp() == .disabled)
        let listener = try await process.seccomp(Self.filter)
        switch listener {
        case .none: break
        case .some: Issue.record("a listener without new_listener")
        }
        #expect(try await process.prctl_get_seccomp() == .filter)
        await expectErrno(ENOTTY) { _ = try await process.getppid() }
        #expect(try await process.getpid() == pid)
    }

    @Test func `seccomp takes a pointer to a filter`() async throws {
        try await process.prctl_set_no_new_privs()
        let program = try await process.pointer(
            to: SockFprog(try await process.pointer(to: Self.filter)))
        _ = try await process.seccomp(program, .log)
        await expectErrno(ENOTTY) { _ = try await process.getppid() }
    }

    @Test(.everyKindThatClones) func `prctl PR_SET_SECCOMP installs a filter`() async throws {
        let child = try await process.clone()
        try await child.prctl_set_no_new_privs()
        try await child.prctl_set_seccomp(Self.filter)
        await expectErrno(ENOTTY) { _ = try await child.getppid() }
        let other = try await process.clone()
        try await other.prctl_set_no_new_privs()
        let program = try await other.process.pointer(
            to: SockFprog(try await other.process.pointer(to: Self.filter)))
        try await other.prctl_set_seccomp(program)
        await expectErrno(ENOTTY) { _ = try await other.getppid() }
    }

    @Test func `SECCOMP_FILTER_FLAG_NEW_LISTENER returns an owned descriptor`() async throws {
        try await process.prctl_set_no_new_privs()
        var listener = try await process.seccomp([.verdict(.allow)], .new_listener)
        guard let descriptor = listener.take() else {
            Issue.record("no listener")
            return
        }
        try await descriptor.close()
    }

    @Test func `seccomp fails with EINVAL on empty and invalid and too long filters`() async throws {
        try await process.prctl_set_no_new_privs()
        await expectErrno(EINVAL) { _ = try await process.seccomp([]) }
        await expectErrno(EINVAL) { try await process.prctl_set_seccomp([]) }
        await expectErrno(EINVAL) { _ = try await process.seccomp([SockFilter(code: 0xffff, k: 0)]) }
        // As many as a count of 16 bits takes for one.
        let many = [SockFilter](repeating: .verdict(.allow), count: 65537)
        await #expect(throws: MemoryEncodingError.tooManyElements(65537, limit: 65535)) {
            _ = try await process.seccomp(many)
        }
        await expectErrno(EINVAL) { _ = try await process.seccomp(Array(many.prefix(4097))) }
        #expect(try await process.prctl_get_seccomp() == .disabled)
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `seccomp fails with EACCES without privilege and no_new_privs`() async throws {
        try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
        await expectErrno(EACCES) { _ = try await process.seccomp(Self.filter) }
        await expectErrno(EACCES) { try await process.prctl_set_seccomp(Self.filter) }
        #expect(try await process.prctl_get_seccomp() == .disabled)
    }

    @Test(.everyKindThatClones) func `SECCOMP_SET_MODE_STRICT kills a child that calls exit`() async throws {
        let child = try await process.clone()
        _ = try? await child.prctl_set_seccomp(.strict)
        #expect(try await child.exit(0) == .killed(.kill, coreDumped: false))
        let other = try await process.clone()
        _ = try? await other.seccomp_set_mode_strict()
        #expect(try await other.exit(0) == .killed(.kill, coreDumped: false))
    }

    @Test(.everyKindOfProcess) func `SECCOMP_GET_ACTION_AVAIL fails with EOPNOTSUPP on an unknown verdict`()
        async throws
    {
        try await process.seccomp_get_action_avail(.allow)
        let unknown = try await process.pointer(to: UInt32(0x1234_0000))
        await expectErrno(EOPNOTSUPP) { try await process.seccomp_get_action_avail(unknown) }
    }
}
