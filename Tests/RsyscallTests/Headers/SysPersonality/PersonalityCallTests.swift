import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct PersonalityCallTests {
    let process = ProcessKind.current

    // No kernel that we know of refuses a personality, so there is no refusal to test.
    @Test func `personality changes the machine that uname returns`() async throws {
        let child = try await process.clone()
        let before = try await child.personality()
        #expect(try await child.personality([.linux32, .addr_no_randomize]) == before)
        #expect(try await child.personality() == [.linux32, .addr_no_randomize])
        #expect(try await child.uname().machine != "x86_64")
        #expect(try await process.personality() == before)
    }

    @Test func `PER flags are described by name`() {
        #expect(PER.linux.description == "PER_LINUX")
        #expect(PER([.linux32, .addr_no_randomize]).description == "PER_LINUX32|ADDR_NO_RANDOMIZE")
        #expect(PER.svr4.description == "PER_SVR4")
        #expect(PER(rawValue: 0x8000_00ff).description == "0xff|0x80000000")
    }
}
