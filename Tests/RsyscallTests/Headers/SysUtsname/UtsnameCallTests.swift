import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct UtsnameCallTests {
    let process = ProcessKind.current

    @Test func `uname fills a buffer and refuses an empty one`() async throws {
        var buffer = try await process.allocate(Utsname.self)
        let name = try await process.uname(into: &buffer).read()
        #expect(name == (try await process.uname()))
        await #expect(throws: PointerError.self) { try await process.uname(into: &buffer).free() }
    }
}
