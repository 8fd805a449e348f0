import Foundation
import Rsyscall
import Testing

/// Channels between two processes.
@Suite struct OpenChannelTests {
    private static let pairs = ProcessKind.all.flatMap { first in ProcessKind.all.map { (first, $0) } }

    @Test(arguments: pairs)
    func `socketpair connects two processes both ways until an end closes`(
        _ kinds: (ProcessKind, ProcessKind)
    ) async throws {
        try await withProcess(kinds.0) { first in
            try await withProcess(kinds.1) { second in
                let ends = try await first.openChannel(to: second)
                #expect(ends.here.process === first)
                #expect(ends.there.process === second)
                try await ends.here.write("to there".utf8)
                #expect(try await ends.there.read(upTo: 64) == Array("to there".utf8))
                try await ends.there.write("to here".utf8)
                #expect(try await ends.here.read(upTo: 64) == Array("to here".utf8))
                try await ends.here.close()
                #expect(try await ends.there.read(upTo: 64) == [])
            }
        }
    }
}
