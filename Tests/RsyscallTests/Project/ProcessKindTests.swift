import Foundation
import Rsyscall
import Testing

/// The processes that other tests run on.
@Suite struct ProcessKindTests {
    @Test(arguments: ProcessKind.all)
    func `withProcess gives a process that answers getpid`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let pid = try await process.getpid()
            #expect((pid.rawValue == getpid()) == (kind == .local))
            #expect((pid == ProcessID(1)) == (kind == .childInNamespaces))
        }
    }
}
