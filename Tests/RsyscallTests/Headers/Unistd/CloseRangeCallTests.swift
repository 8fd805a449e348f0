import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfChild) struct CloseRangeCallTests {
    let process = ProcessKind.current

    @Test func `close_range closes descriptors or marks them close-on-exec`() async throws {
        let low = try await process.memfd_create("low").duplicate(
            from: FileDescriptorNumber(500), closeOnExec: false)
        #expect(try await low.fcntl(.getfd) == 0)
        try await process.close_range(low.number, low.number, .cloexec)
        #expect(try await low.fcntl(.getfd) == FD.cloexec.rawValue)
        await #expect(throws: Unsupported.self) { try await process.close_range(low.number) }
        await #expect(throws: Unsupported.self) { try await process.close_range(FileDescriptorNumber(3)) }
        #expect(try await low.fcntl(.getfd) == FD.cloexec.rawValue)
        let number = low.releaseNumber()
        try await process.close_range(number)
        await expectErrno(EBADF) { try await process.unsafeSyscall(.fcntl, number, FcntlCommand.getfd) }
        await expectErrno(EINVAL) {
            try await process.close_range(FileDescriptorNumber(5), FileDescriptorNumber(4))
        }
        await expectErrno(EINVAL) {
            try await process.close_range(
                FileDescriptorNumber(500), FileDescriptorNumber(501), CLOSE_RANGE(rawValue: 1 << 30))
        }
    }

    @Test(.everyKindThatClones) func `CLOSE_RANGE_UNSHARE leaves a shared descriptor table`() async throws {
        let child = try await process.clone([.files])
        let ours = try await process.memfd_create("ours")
        #expect(try ours.number(in: child.process) == ours.number)
        try await child.close_range(ours.number, ours.number, .unshare)
        #expect(throws: Mismatch.self) { try ours.number(in: child.process) }
        #expect(try await ours.fcntl(.getfd) == FD.cloexec.rawValue)
    }
}
