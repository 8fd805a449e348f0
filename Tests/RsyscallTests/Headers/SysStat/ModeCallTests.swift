import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct ModeCallTests {
    let process = ProcessKind.current

    @Test func `umask hides bits of mkdir in the child alone`() async throws {
        try await withTemporaryDirectory { path in
            let child = try await process.clone()
            let before = try await child.umask([.rwxg, .rwxo])
            #expect(try await child.umask([.rwxg, .rwxo]) == [.rwxg, .rwxo])
            try await child.mkdir(path.appending("private"))
            #expect(try await child.stat(path.appending("private")).permissions == .rwxu)
            // It is the child's own, since it does not share its file system context.
            try await process.mkdir(path.appending("ours"))
            let expected = Mode([.rwxu, .rwxg, .rwxo]).subtracting(before)
            #expect(try await process.stat(path.appending("ours")).permissions == expected)
        }
    }
}
