import CRsyscall
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SysinfoCallTests {
    let process = ProcessKind.current

    // No kernel refuses it, so there is no refusal to test.
    @Test func `sysinfo reports the memory and the time since the start`() async throws {
        let info = try await process.sysinfo()
        let now = try await process.clock_gettime(.boottime)
        // It is rounded up.
        #expect(1...Int(now.sec) + 1 ~= info.uptime)
        #expect(info.mem_unit > 0)
        #expect(info.totalram > info.freeram && info.freeram > 0)
        #expect(info.totalram > info.sharedram && info.totalram > info.bufferram)
        #expect(info.totalswap >= info.freeswap)
        #expect(info.procs > 0)
        for index in 0..<3 { #expect(0..<10_000 ~= info.loads[index]) }
        var buffer = try await process.allocate(Sysinfo.self)
        let again = try await process.sysinfo(into: &buffer).read()
        #expect(again.totalram == info.totalram)
        #expect(again.uptime >= info.uptime)
    }

    @Test func `Sysinfo has the layout of C`() {
        #expect(Sysinfo.byteCount == MemoryLayout<rsyscall_sysinfo>.stride)
        #expect(Sysinfo.alignment == MemoryLayout<rsyscall_sysinfo>.alignment)
        #expect(MemoryLayout<rsyscall_sysinfo>.offset(of: \.procs) == 80)
        #expect(MemoryLayout<rsyscall_sysinfo>.offset(of: \.mem_unit) == 104)
    }
}
