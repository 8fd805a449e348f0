import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcessWithManyUsers, .enabled(if: geteuid() == 0, "changing users takes the superuser"))
struct FsuidCallTests {
    let process = ProcessKind.current
    let other = Uid(65534)
    let otherGroup = Gid(65534)

    @Test func `setfsuid and setfsgid return the value before`() async throws {
        let child = try await process.clone()
        #expect(try await child.setfsuid(other) == .root)
        #expect(try await child.setfsgid(otherGroup) == .root)
        #expect(try await child.setfsuid(other) == other)
        #expect(try await child.setfsgid(otherGroup) == otherGroup)
        try await child.setresuid(other, other, other)
        // Refused without a word: the next change tells that nothing changed.
        #expect(try await child.setfsuid(.root) == other)
        #expect(try await child.setfsuid(other) == other)
    }
}
