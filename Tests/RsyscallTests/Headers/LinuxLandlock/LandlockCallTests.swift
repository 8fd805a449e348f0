import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfChild, .enabled("the kernel has no Landlock") { await landlockVersion() > 0 })
struct LandlockCallTests {
    let process = ProcessKind.current

    @Test func `landlock_restrict_self forbids what no rule of the ruleset allows`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let ruleset = try await process.landlock_create_ruleset(fs: [.read_file, .make_dir])
            try await ruleset.landlock_add_rule(.read_file, beneath: directory)
            try await process.prctl_set_no_new_privs()
            try await process.landlock_restrict_self(ruleset)
            #expect(try await directory.openat("a").read(upTo: 3) == Array("abc".utf8))
            await expectErrno(EACCES) { try await process.open("/etc/passwd").close() }
            await expectErrno(EACCES) { try await directory.mkdirat("new") }
            // Opening a directory was not to be forbidden.
            try await process.open("/etc").close()
        }
    }

    @Test(.enabled("the kernel's Landlock knows no ports") { await landlockVersion() >= 4 })
    func `landlock_add_rule allows one port`() async throws {
        let ruleset = try await process.landlock_create_ruleset(net: .bind_tcp)
        try await ruleset.landlock_add_rule(.bind_tcp, port: 0)
        try await process.prctl_set_no_new_privs()
        try await process.landlock_restrict_self(ruleset)
        let socket = try await process.socket(.inet, .stream)
        await expectErrno(EACCES) { try await socket.bind(.inet(port: 12345, addr: .any)) }
        try await socket.bind(.inet(port: 0, addr: .any))
    }

    @Test func `landlock_create_ruleset and landlock_add_rule refuse mistakes`() async throws {
        #expect(try await process.landlock_create_ruleset_version() > 0)
        await expectErrno(ENOMSG) { try await process.landlock_create_ruleset().close() }
        await expectErrno(EINVAL) {
            try await process.landlock_create_ruleset(fs: LANDLOCK_ACCESS_FS(rawValue: 1 << 60)).close()
        }
        let ruleset = try await process.landlock_create_ruleset(fs: .read_file)
        let root = try await process.open("/")
        await expectErrno(EINVAL) { try await ruleset.landlock_add_rule(.execute, beneath: root) }
        await expectErrno(ENOMSG) { try await ruleset.landlock_add_rule([], beneath: root) }
        let other = try await LinuxProcess.local.open("/")
        if other.table !== process.descriptorTable {
            await #expect(throws: Mismatch.self) {
                try await ruleset.landlock_add_rule(.read_file, beneath: other)
            }
        }
        try await process.prctl_set_no_new_privs()
        await expectErrno(EBADFD) { try await process.landlock_restrict_self(root) }
        #expect(try await ruleset.fcntl(.getfd) == FD.cloexec.rawValue)
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `landlock_restrict_self fails with EPERM without no_new_privs`() async throws {
        let ruleset = try await process.landlock_create_ruleset(fs: .read_file)
        try await process.setresuid(Uid(54321), Uid(54321), Uid(54321))
        await expectErrno(EPERM) { try await process.landlock_restrict_self(ruleset) }
    }

    @Test func `landlock_restrict_self fails with E2BIG for the 17th ruleset`() async throws {
        let ruleset = try await process.landlock_create_ruleset(fs: .make_sock)
        try await process.prctl_set_no_new_privs()
        for _ in 0..<16 { try await process.landlock_restrict_self(ruleset) }
        await expectErrno(E2BIG) { try await process.landlock_restrict_self(ruleset) }
    }

    @Test(.kindsOfProcess(.local))
    func `landlock_restrict_self refuses to restrict one thread of ours`() async throws {
        let ruleset = try await process.landlock_create_ruleset(fs: .make_sock)
        await #expect(throws: Unsupported.self) { try await process.landlock_restrict_self(ruleset) }
    }
}

/// The version of Landlock; 0 if the kernel has none.
private func landlockVersion() async -> Int {
    (try? await LinuxProcess.local.landlock_create_ruleset_version()) ?? 0
}
