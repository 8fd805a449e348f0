import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SyncCallTests {
    let process = ProcessKind.current

    @Test func `fsync and fdatasync and syncfs write a file and refuse a pipe`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            let file = try await directory.openat("a", .rdwr)
            try await file.write("more")
            try await file.fsync()
            try await file.fdatasync()
            try await directory.fsync()
        }
        let memory = try await process.memfd_create("file")
        try await memory.syncfs()
        let pipe = try await process.pipe2()
        await expectErrno(EINVAL) { try await pipe.write.fsync() }
        await expectErrno(EINVAL) { try await pipe.write.fdatasync() }
        let gone = try await process.open("/", .path)
        await expectErrno(EBADF) { try await gone.syncfs() }
    }

    @Test(.kindsOfProcess(.local, .child)) func `sync returns`() async throws {
        try await process.sync()
    }
}
