import Foundation
import Rsyscall
import Testing

@Suite struct PrctlCallTests {
    let process = LinuxProcess.local

    @Test func `prctl PR_SET_NAME sets the name that PR_GET_NAME returns`() async throws {
        let child = try await process.clone()
        try await child.setName("plain")
        #expect(try await child.getName() == "plain")
        let name = try await child.task.pointer(to: "a name of more than 15 bytes")
        try await child.setName(name)
        var buffer = try await child.task.allocate(Bytes.self, count: 20)
        let told = try await child.getName(into: &buffer)
        #expect(try await told.read().array == Array("a name of more \0".utf8))
        #expect(buffer.size == 4)
        await #expect(throws: PointerError.valueTooLong(byteCount: 16, size: 4)) {
            try await child.getName(into: &buffer).free()
        }
        #expect(buffer.size == 4)
        // Cut in the middle of a character.
        try await child.setName("aééééééééé")
        #expect(try await child.getName() == "aééééééé")
        try await child.setName("bbéééééééé")
        #expect(try await child.getName() == "bbéééééé\u{fffd}")
        await #expect(throws: MemoryEncodingError.nullInsideString(offset: 1)) {
            try await child.setName("a\0b")
        }
    }

    @Test func `prctl PR_SET_NO_NEW_PRIVS cannot be undone`() async throws {
        let child = try await process.clone()
        #expect(try await !child.getNoNewPrivs())
        try await child.setNoNewPrivs()
        #expect(try await child.getNoNewPrivs())
        await expectErrno(EINVAL) { try await child.prctl(.set_no_new_privs, 0) }
        #expect(try await child.getNoNewPrivs())
    }

    @Test func `prctl PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG set what is read back`() async throws {
        let child = try await process.clone()
        #expect(try await !child.getChildSubreaper())
        try await child.setChildSubreaper(true)
        #expect(try await child.getChildSubreaper())
        #expect(try await child.getParentDeathSignal() == .kill)
        try await child.setParentDeathSignal(.term)
        var buffer = try await child.task.allocate(CInt.self)
        let told = try await child.prctl(.get_pdeathsig, into: &buffer)
        #expect(try await told.read() == SIG.term.rawValue)
        try buffer.merge(before: told)
        try await child.setParentDeathSignal(nil)
        #expect(try await child.getParentDeathSignal() == nil)
        await expectErrno(EINVAL) { try await child.setParentDeathSignal(SIG(rawValue: 1000)) }
        await expectErrno(EINVAL) { try await child.prctl(.get_name, into: &buffer).free() }
        #expect(buffer.size == 4)
        try await child.setParentDeathSignal(.kill)
    }

    @Test(.enabled("needs root") { geteuid() == 0 })
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
                try await child.setParentDeathSignal(signal)
                try await change(child)
                #expect(try await child.getParentDeathSignal() == signal, "\(name)")
            }
        }
    }

    @Test func `prctl fails with EINVAL on an unknown option`() async throws {
        let child = try await process.clone()
        await expectErrno(EINVAL) { try await child.prctl(PR(rawValue: 9999)) }
        // Not whether memory may be dumped, which is that of all of us.
        #expect(try await child.prctl(.get_keepcaps) == 0)
        try await child.prctl(.set_keepcaps, 1)
        #expect(try await child.prctl(.get_keepcaps) == 1)
    }
}
