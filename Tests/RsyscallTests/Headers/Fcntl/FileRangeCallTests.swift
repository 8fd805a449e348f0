import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct FileRangeCallTests {
    let process = ProcessKind.current

    @Test func `fallocate extends a file and punches a hole`() async throws {
        let file = try await process.memfd_create("file")
        try await file.fallocate(offset: 0, length: 8192)
        #expect(try await file.fstat().size == 8192)
        try await file.fallocate(.keep_size, offset: 8192, length: 4096)
        #expect(try await file.fstat().size == 8192)
        try await file.pwrite("a".utf8, at: 0)
        try await file.fallocate([.punch_hole, .keep_size], offset: 0, length: 4096)
        #expect(try await file.pread(upTo: 1, at: 0) == [0])
        await expectErrno(EINVAL) { try await file.fallocate(offset: 0, length: 0) }
        await expectErrno(EOPNOTSUPP) { try await file.fallocate(.punch_hole, offset: 0, length: 4096) }
        let device = try await process.open("/dev/null", .rdwr)
        await expectErrno(ENODEV) { try await device.fallocate(offset: 0, length: 1) }
        let pipe = try await process.pipe2()
        await expectErrno(ESPIPE) { try await pipe.write.fallocate(offset: 0, length: 1) }
    }

    @Test func `posix_fadvise and readahead and sync_file_range take files and refuse pipes`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let file = try await directory.openat("a", .rdwr)
            try await file.posix_fadvise(.sequential)
            try await file.posix_fadvise(offset: 1, length: 2, .willneed)
            await expectErrno(EINVAL) { try await file.posix_fadvise(POSIX_FADV(rawValue: 99)) }
            try await file.readahead(offset: 0, count: 4096)
            try await file.sync_file_range([.wait_before, .write, .wait_after])
            try await file.sync_file_range(offset: 0, count: 3, .write)
            await expectErrno(EINVAL) { try await file.sync_file_range(SYNC_FILE_RANGE(rawValue: 8)) }
            let pipe = try await process.pipe2()
            await expectErrno(ESPIPE) { try await pipe.read.posix_fadvise(.random) }
            await expectErrno(EINVAL) { try await pipe.read.readahead(offset: 0, count: 1) }
            await expectErrno(ESPIPE) { try await pipe.write.sync_file_range(.write) }
        }
    }
}
