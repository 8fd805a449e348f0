import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct DupCallTests {
    let process = ProcessKind.current

    @Test func `dup and dup3 duplicate, refuse owned numbers and give the target back on EINVAL`()
        async throws
    {
        let file = try await process.memfd_create("one")
        try await file.write("one".utf8)
        let copy = try await file.duplicate(from: FileDescriptorNumber(100), closeOnExec: false)
        #expect(copy.number.rawValue >= 100)
        #expect(try await copy.fcntl(.getfd) == 0)
        let target = try await process.memfd_create("two")
        let number = target.number
        let replaced = try await file.dup3(onto: target)
        #expect(replaced.number == number)
        #expect(try await replaced.pread(upTo: 10, at: 0) == Array("one".utf8))
        await #expect(throws: Unsupported.self) { try await file.dup3(ontoUnowned: file.number) }
        let unowned = try await file.duplicate(from: FileDescriptorNumber(100)).releaseNumber()
        try await file.dup3(ontoUnowned: unowned)
        let adopted = try OwnedFileDescriptor(adopting: unowned, of: process)
        await #expect(throws: Unsupported.self) { try await file.dup3(ontoUnowned: unowned) }
        #expect(throws: Unsupported.self) { _ = try OwnedFileDescriptor(adopting: unowned, of: process) }
        try await adopted.close()
        await expectErrno(EINVAL) { try await file.duplicate(from: FileDescriptorNumber(.max)).close() }
        let back = try await expectRefused(.errno(EINVAL), copy) { try await file.dup3(onto: $0, .append) }
        #expect(try await back.pread(upTo: 10, at: 0) == Array("one".utf8))
    }
}
