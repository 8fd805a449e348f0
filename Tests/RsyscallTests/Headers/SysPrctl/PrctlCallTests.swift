import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct PrctlCallTests {
    let process = ProcessKind.current

    @Test func `prctl PR_SET_NAME sets the name that PR_GET_NAME returns`() async throws {
        try await process.prctl_set_name("plain")
        #expect(try await process.prctl_get_name() == "plain")
        let name = try await process.pointer(to: "a name of more than 15 bytes")
        try await process.prctl_set_name(name)
        var buffer = try await process.allocate(Bytes.self, count: 20)
        let told = try await process.prctl_get_name(into: &buffer)
        #expect(try await told.read().array == Array("a name of more \0".utf8))
        #expect(buffer.size == 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 16, size: 4)) {
            try await process.prctl_get_name(into: &buffer).free()
        }
        #expect(buffer.size == 4)
        // Cut in the middle of a character.
        try await process.prctl_set_name("aééééééééé")
        #expect(try await process.prctl_get_name() == "aééééééé")
        try await process.prctl_set_name("bbéééééééé")
        #expect(try await process.prctl_get_name() == "bbéééééé\u{fffd}")
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 1)) {
            try await process.prctl_set_name("a\0b")
        }
    }

    @Test func `prctl PR_SET_NO_NEW_PRIVS cannot be undone`() async throws {
        #expect(try await !process.prctl_get_no_new_privs())
        try await process.prctl_set_no_new_privs()
        #expect(try await process.prctl_get_no_new_privs())
        await expectErrno(EINVAL) { try await process.prctl(.set_no_new_privs, 0) }
        #expect(try await process.prctl_get_no_new_privs())
    }

    @Test func `prctl takes no number where the kernel takes an address`() async throws {
        let victim = try await process.pointer(to: Bytes([UInt8](repeating: 1, count: 16)))
        let address = UInt(
            try await victim.withPinned(in: process.addressSpace) { $0.unsafeAddress }.rawValue)
        for option in [.get_pdeathsig, .get_child_subreaper, .get_tsc] as [PR] {
            await expectErrno(EINVAL) {
                try await process.prctl(option, address, address, address, address)
            }
        }
        let unknown: [PR] = [
            .get_name, .set_name, .get_tid_address, .set_mm, .set_vma, .set_seccomp,
            .set_syscall_user_dispatch,
            PR(rawValue: 62), PR(rawValue: 9999),
        ]
        for option in unknown {
            await #expect(throws: Unsupported.self, "\(option)") {
                try await process.prctl(option, address, address, address, address)
            }
        }
        #expect(try await victim.read().array == [UInt8](repeating: 1, count: 16))
        try await process.prctl(.set_timerslack, 60_000)
        #expect(try await process.prctl(.get_timerslack) == 60_000)
    }

    @Test func `prctl PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG set what is read back`() async throws {
        #expect(try await !process.prctl_get_child_subreaper())
        try await process.prctl_set_child_subreaper(true)
        #expect(try await process.prctl_get_child_subreaper())
        #expect(try await process.prctl_get_pdeathsig() == .kill)
        try await process.prctl_set_pdeathsig(.term)
        var buffer = try await process.allocate(CInt.self)
        let told = try await process.prctl(.get_pdeathsig, into: &buffer)
        #expect(try await told.read() == SIG.term.rawValue)
        try buffer.merge(before: told)
        try await process.prctl_set_pdeathsig(nil)
        #expect(try await process.prctl_get_pdeathsig() == nil)
        await expectErrno(EINVAL) { try await process.prctl_set_pdeathsig(SIG(rawValue: 1000)) }
        await expectErrno(EINVAL) { try await process.prctl(.get_name, into: &buffer).free() }
        #expect(buffer.size == 4)
        try await process.prctl_set_pdeathsig(.kill)
    }

    @Test(.everyKindThatClones, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `prctl PR_SET_PDEATHSIG outlives setresuid and setfsuid`() async throws {
        let changes: [(String, @Sendable (borrowing ClonedProcess) async throws -> Void)] = [
            ("setfsuid", { _ = try await $0.setfsuid(Uid(12345)) }),
            ("setfsgid", { _ = try await $0.setfsgid(Gid(12345)) }),
            ("setresgid", { try await $0.setresgid(Gid(12345), Gid(12345), Gid(12345)) }),
            ("setresuid", { try await $0.setresuid(Uid(12345), Uid(12345), Uid(12345)) }),
        ]
        for (name, change) in changes {
            for signal in [SIG.term, nil] {
                let child = try await process.clone()
                try await child.prctl_set_pdeathsig(signal)
                try await change(child)
                #expect(try await child.prctl_get_pdeathsig() == signal, "\(name)")
            }
        }
    }

    @Test func `prctl refuses an unknown option`() async throws {
        await #expect(throws: Unsupported.self) { try await process.prctl(PR(rawValue: 9999)) }
        // Not whether memory may be dumped, which is that of all of us.
        #expect(try await process.prctl(.get_keepcaps) == 0)
        try await process.prctl(.set_keepcaps, 1)
        #expect(try await process.prctl(.get_keepcaps) == 1)
    }
}
