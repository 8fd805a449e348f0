import SystemPackage
import Testing

@testable import Rsyscall

/// Descriptors of swift-system.
@Suite struct SystemDescriptorTests {
    @Test func `descriptor goes to swift-system and comes back`() async throws {
        let process = LinuxProcess.local
        let ours = try await process.memfd_create("shared")
        let number = ours.number
        let theirs = try ours.release()
        #expect(theirs.rawValue == number.rawValue)
        try theirs.writeAll("hello".utf8)
        let back = try OwnedFileDescriptor(adopting: theirs)
        #expect(try await back.pread(upTo: 10, at: 0) == Array("hello".utf8))
        // It has an owner again.
        #expect(throws: Unsupported.self) { _ = try OwnedFileDescriptor(adopting: theirs).number }
        try await back.close()
    }

    @Test func `descriptor of a child is refused, and goes by inherit`() async throws {
        let child = try await LinuxProcess.local.clone()
        let file = try await child.memfd_create("child's")
        let ours = try await LinuxProcess.local.inherit(file)
        do {
            _ = try file.release()
            Issue.record("was not refused")
        } catch {
            #expect(error.description.contains("table"))
        }
        let theirs = try ours.release()
        try theirs.close()
        _ = try await child.exit()
    }
}
