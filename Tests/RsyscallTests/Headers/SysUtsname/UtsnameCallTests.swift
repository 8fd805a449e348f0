import Rsyscall
import Testing

@Suite struct UtsnameCallTests {
    let process = LinuxProcess.local

    @Test func `uname fills a buffer and refuses an empty one`() async throws {
        var buffer = try await process.task.allocate(Utsname.self)
        let name = try await process.uname(into: &buffer).read()
        #expect(name == (try await process.uname()))
        await #expect(throws: PointerError.self) { try await process.uname(into: &buffer).free() }
    }
}
