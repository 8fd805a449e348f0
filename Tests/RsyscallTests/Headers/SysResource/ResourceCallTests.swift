import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct ResourceCallTests {
    let process = ProcessKind.current

    @Test func `setrlimit sets the limit that getrlimit returns`() async throws {
        // Not of the core file, which may be forbidden to us already.
        try await process.setrlimit(.nofile, Rlimit(cur: 20, max: 40))
        #expect(try await process.getrlimit(.nofile) == Rlimit(cur: 20, max: 40))
        let limit = try await process.pointer(to: Rlimit(cur: 10, max: 30))
        try await process.setrlimit(.nofile, limit)
        var buffer = try await process.allocate([Rlimit].self, count: 2).unsafelyReinterpret(
            as: Rlimit.self)
        let told = try await process.getrlimit(.nofile, into: &buffer)
        #expect(try await told.read() == Rlimit(cur: 10, max: 30))
        #expect(buffer.size == Rlimit.byteCount)
    }

    @Test(.everyKindThatClones) func `prlimit sets and returns the limit of another process`() async throws {
        let child = try await process.clone()
        try await process.prlimit(child.pid, .nofile, Rlimit(cur: 20, max: 30))
        #expect(try await child.getrlimit(.nofile) == Rlimit(cur: 20, max: 30))
        #expect(try await process.getrlimit(.nofile, of: child.pid) == Rlimit(cur: 20, max: 30))
        let limit = try await process.pointer(to: Rlimit(cur: 10, max: 30))
        try await process.prlimit(child.pid, .nofile, limit)
        var buffer = try await process.allocate(Rlimit.self)
        let before = try await process.prlimit(child.pid, .nofile, limit, into: &buffer)
        #expect(try await before.read() == Rlimit(cur: 10, max: 30))
        try buffer.merge(before: before)
        let now = try await process.prlimit(child.pid, .nofile, into: &buffer)
        #expect(try await now.read() == Rlimit(cur: 10, max: 30))
        #expect(try await process.prlimit(child.pid, .nofile, Rlimit(cur: 5, max: 5)).cur == 10)
    }

    @Test func `setrlimit and prlimit fail with EINVAL and ESRCH`() async throws {
        await expectErrno(EINVAL) { try await process.setrlimit(.core, Rlimit(cur: 2, max: 1)) }
        await expectErrno(EINVAL) { _ = try await process.getrlimit(RLIMIT(rawValue: 1000)) }
        await expectErrno(ESRCH) { _ = try await process.getrlimit(.core, of: .unused) }
        var buffer = try await process.allocate(Rlimit.self)
        let bad = try await process.pointer(to: Rlimit(cur: 2, max: 1))
        await expectErrno(EINVAL) {
            try await process.prlimit(ProcessID(0), .core, bad, into: &buffer).free()
        }
        await expectErrno(EINVAL) { try await process.setrlimit(.core, bad) }
        await expectErrno(ESRCH) { try await process.prlimit(.unused, .core, into: &buffer).free() }
        #expect(buffer.size == Rlimit.byteCount)
        var short = try await process.allocate(Rlimit.self, size: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 16, size: 8)) {
            try await process.getrlimit(.core, into: &short).free()
        }
        let parts = try ReadablePointer(bad).split(at: 8)
        await #expect(throws: PointerError.valueTooLong(byteCount: 16, size: 8)) {
            try await process.setrlimit(.core, parts.front)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "changing users takes the superuser"))
    func `setrlimit fails with EPERM on raising a hard limit without privilege`() async throws {
        try await process.setrlimit(.nofile, Rlimit(cur: 20, max: 30))
        try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
        await expectErrno(EPERM) { try await process.setrlimit(.nofile, Rlimit(cur: 20, max: 40)) }
        #expect(try await process.getrlimit(.nofile) == Rlimit(cur: 20, max: 30))
    }

    @Test(.everyKindThatClones) func `getrusage reports the process and its children`() async throws {
        // The kernel counts only roughly, so a process of a few pages may have none.
        let memory = try await process.pointer(to: Bytes(Array(repeating: 1, count: 8 << 20)))
        let usage = try await process.getrusage()
        #expect(usage.maxrss > 0)
        #expect(0..<1_000_000 ~= usage.utime.usec && 0..<1_000_000 ~= usage.stime.usec)
        var buffer = try await process.allocate(Rusage.self)
        let again = try await process.getrusage(into: &buffer).read()
        #expect(again.minflt >= usage.minflt && again.nvcsw >= usage.nvcsw)
        #expect(again.majflt >= usage.majflt && again.nivcsw >= usage.nivcsw)
        #expect(again.inblock >= usage.inblock && again.oublock >= usage.oublock)
        #expect(try await process.getrusage(.thread).maxrss > 0)
        memory.free()
        let before = try await process.getrusage(.children)
        let child = try await process.clone()
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        #expect(try await process.getrusage(.children).minflt >= before.minflt)
        await expectErrno(EINVAL) { _ = try await process.getrusage(RUSAGE(rawValue: 9)) }
    }
}
