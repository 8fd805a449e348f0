import Foundation
import Rsyscall
import Testing

/// A limit of the size of files, which ends a program by default.
@Suite struct FileSizeTests {
    @Test func `write and ftruncate and fallocate beyond RLIMIT_FSIZE are EFBIG`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let file = try await process.memfd_create("limited")
            let limit = Rlimit(cur: 1 << 20, max: 1 << 20)
            try await process.setrlimit(.fsize, limit)
            let unknown = try await process.open("/proc/self/fd/\(file.number)", .rdwr)
            await expectErrno(EFBIG) { _ = try await file.pwrite(Bytes([1]), at: 1 << 20) }
            await expectErrno(EFBIG) { _ = try await unknown.pwrite(Bytes([1]), at: 1 << 20) }
            await expectErrno(EFBIG) { try await file.ftruncate((1 << 20) + 1) }
            try await file.ftruncate(1 << 20)
            await expectErrno(EFBIG) {
                try await process.unsafeSyscall(.fallocate, unknown, 0, 0, (1 << 20) + 1)
            }
            // A program that is executed has the default action.
            let child = try await process.clone()
            #expect(try await child.sigaction(.xfsz) == .default)
        }
    }

    @Test func `SIGXFSZ keeps the action that the program has chosen`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let action = try await LinuxProcess.local.sigaction(.xfsz)
            #expect(action.handler == Sigaction.ignore.handler)
        }
    }
}
