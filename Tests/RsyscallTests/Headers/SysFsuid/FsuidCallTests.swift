import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct FsuidCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)
    let otherGroup = Gid(65534)

    @Test func `setfsuid and setfsgid return the value before`() async throws {
        #expect(try await process.setfsuid(other) == .root)
        #expect(try await process.setfsgid(otherGroup) == .root)
        #expect(try await process.setfsuid(other) == other)
        #expect(try await process.setfsgid(otherGroup) == otherGroup)
        try await process.setresuid(other, other, other)
        // Refused without an error; what the next change returns shows that nothing changed.
        #expect(try await process.setfsuid(.root) == other)
        #expect(try await process.setfsuid(other) == other)
    }
}
