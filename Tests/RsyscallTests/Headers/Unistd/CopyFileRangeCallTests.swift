import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct CopyFileRangeCallTests {
    let process = ProcessKind.current

    @Test func `copy_file_range copies between offsets or the files' own`() async throws {
        let source = try await process.memfd_create("source")
        let target = try await process.memfd_create("target")
        try await source.pwrite("0123456789".utf8, at: 0)
        #expect(try await source.copy_file_range(from: 7, to: target, at: 2, count: 100) == 3)
        #expect(try await source.copy_file_range(to: target, count: 2) == 2)
        #expect(try await source.lseek(0, .cur) == 2)
        #expect(try await target.pread(upTo: 100, at: 0) == Array("01789".utf8))
        #expect(try await source.copy_file_range(from: 10, to: target, count: 1) == 0)
    }

    @Test func `copy_file_range fails with EINVAL on a pipe and on ranges that overlap`() async throws {
        let file = try await process.memfd_create("file")
        try await file.pwrite("0123456789".utf8, at: 0)
        let pipe = try await process.pipe2()
        await expectErrno(EINVAL) { _ = try await file.copy_file_range(to: pipe.write, count: 1) }
        await expectErrno(EINVAL) {
            _ = try await file.copy_file_range(from: 0, to: file, at: 2, count: 5)
        }
        try await file.fcntl(.setfl, Int(OpenFlags.append.rawValue))
        let source = try await process.memfd_create("source")
        try await source.pwrite("0123456789".utf8, at: 0)
        await expectErrno(EBADF) { _ = try await source.copy_file_range(to: file, count: 1) }
    }
}
