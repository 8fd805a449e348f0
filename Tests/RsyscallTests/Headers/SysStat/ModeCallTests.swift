import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct ModeCallTests {
    let process = ProcessKind.current

    @Test func `fchmod takes the mode that fstat and statx return`() async throws {
        try await withTemporaryDirectory { path in
            let file = try await process.open(path.appending("a"), [.rdwr, .creat], mode: [.rwxu, .suid])
            let other = try await process.open(path.appending("b"), [.rdwr, .creat], mode: .rusr)
            try await other.fchmod(try await file.fstat().mode)
            #expect(try await other.fstat().permissions == [.rwxu, .suid])
            #expect(try await other.fstat().mode == process.stat(path.appending("a")).mode)
            try await other.fchmod(.rusr)
            let directory = try await process.open(path)
            try await other.fchmod(try await directory.statx("a").mode)
            #expect(try await other.fstat().permissions == [.rwxu, .suid])
        }
    }

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
