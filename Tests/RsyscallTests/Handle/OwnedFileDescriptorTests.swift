import Foundation
import Testing

@testable import Rsyscall

@Suite struct OwnedFileDescriptorTests {
    let process = LinuxProcess.local

    @Test func `descriptor of another table throws Mismatch`() async throws {
        let file = try await process.memfd_create("table")
        let other = process.with(connection: NoConnection())
        let mismatch = #expect(throws: Mismatch.self) { try file.number(in: other) }
        #expect(mismatch?.kind == .descriptorTable)
        #expect(mismatch?.process === other.descriptorTable)
        #expect(mismatch?.handle === process.descriptorTable)
    }

    @Test func `close fails with EBADF the second time`() async throws {
        // A child has a table of its own, in which no other test opens the number again.
        let child = try await process.clone()
        let file = try await child.memfd_create("closed")
        #expect(throws: Unsupported.self) {
            _ = try OwnedFileDescriptor(adopting: file.number, of: child.process)
        }
        try await child.process.unsafeSyscall(.close, file.number)
        do {
            try await file.close()
            Issue.record("closed twice")
        } catch {
            #expect((error as? SyscallError)?.errno == .badFileDescriptor)
        }
    }
}
