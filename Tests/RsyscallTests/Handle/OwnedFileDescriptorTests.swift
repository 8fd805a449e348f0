import Foundation
import Testing

@testable import Rsyscall

@Suite struct OwnedFileDescriptorTests {
    let process = LinuxProcess.local

    @Test func `descriptor of another table throws Mismatch`() async throws {
        let file = try await process.memfd_create("table")
        let other = process.with(descriptorTable: DescriptorTable())
        let mismatch = #expect(throws: Mismatch.self) { try file.number(in: other) }
        #expect(mismatch?.kind == .descriptorTable)
        #expect(mismatch?.process === other.descriptorTable)
        #expect(mismatch?.handle === process.descriptorTable)
    }

    @Test func `close fails with EBADF the second time`() async throws {
        // A child has a table of its own, in which no other test opens the number again.
        let child = try await process.clone()
        let file = try await child.memfd_create("closed")
        let again = OwnedFileDescriptor(adopting: file.number, of: child.process)
        try await file.close()
        await expectErrno(EBADF) { try await child.process.unsafeSyscall(.close, again.number) }
        do {
            try await again.close()
            Issue.record("closed twice")
        } catch {
            #expect((error as? SyscallError)?.errno == .badFileDescriptor)
        }
    }
}
