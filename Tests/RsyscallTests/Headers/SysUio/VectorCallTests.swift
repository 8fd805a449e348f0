import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct VectorCallTests {
    let process = ProcessKind.current

    @Test func `pwritev2 drains and preadv2 fills several buffers`() async throws {
        let file = try await process.memfd_create("vectors", [.cloexec, .allow_sealing])
        var out = IovecList<ReadablePointer<Bytes>>()
        try out.append(try await process.pointer(to: Bytes("abc".utf8)))
        try out.append(try await process.pointer(to: Bytes("defgh".utf8)))
        let written = try await file.pwritev2(&out, at: 0)
        #expect(written.size == 8)
        #expect(out.size == 0)
        var into = IovecList<Pointer<Bytes>>()
        into.append(try await process.allocate(Bytes.self, count: 5))
        into.append(try await process.allocate(Bytes.self, count: 100))
        var filled = try await file.preadv2(into: &into, at: 0)
        #expect(filled.count == 2)
        #expect(into.size == 97)
        var first = filled.removeFirst()
        #expect(try await first.take()?.read().array == Array("abcde".utf8))
        try await file.fcntl_add_seals([.write, .shrink])
        #expect(try await file.fcntl_get_seals() == [.write, .shrink])
        await #expect(throws: SyscallError.self) { try await file.write([1]) }
    }

    @Test func `readv and writev take pointers to vectors and leave them on EBADF`() async throws {
        let file = try await process.memfd_create("vectors")
        var out = IovecList<ReadablePointer<Bytes>>()
        try out.append(try await process.pointer(to: Bytes("abc".utf8)))
        try out.append(try await process.pointer(to: Bytes("defgh".utf8)))
        let list = try await process.pointer(to: out)
        #expect(try await file.writev(list) == 8)
        #expect(try await file.pwritev2(list, at: 8) == 8)
        try await file.lseek(0, .set)
        var into = IovecList<Pointer<Bytes>>()
        into.append(try await process.allocate(Bytes.self, count: 5))
        into.append(try await process.allocate(Bytes.self, count: 5))
        let buffers = try await process.pointer(to: into)
        #expect(try await file.readv(buffers) == 10)
        #expect(try await file.preadv2(buffers, at: 8) == 8)
        await expectErrno(EINVAL) { _ = try await file.preadv2(buffers, at: -2) }
        await expectErrno(EINVAL) { _ = try await file.pwritev2(list, at: -2) }
        var taken = buffers.take().value
        let filled = try taken.assumeFilled(8)
        #expect(filled.count == 2)
        #expect(taken.size == 2)

        let reader = try await process.open("/dev/null", [.rdonly, .cloexec])
        await expectErrno(EBADF) { _ = try await reader.writev(list) }
        var again = list.take().value
        await expectErrno(EBADF) { _ = try await reader.writev(&again).count }
        #expect(again.size == 8)
        let writer = try await process.open("/dev/null", [.wronly, .cloexec])
        await expectErrno(EBADF) { _ = try await writer.readv(into: &taken).count }
        #expect(taken.size == 2)
    }

    @Test func `readv fills and writev drains a vector`() async throws {
        let file = try await process.memfd_create("vectors")
        var out = IovecList<ReadablePointer<Bytes>>()
        try out.append(try await process.pointer(to: Bytes("abc".utf8)))
        let written = try await file.writev(&out)
        #expect(written.size == 3)
        #expect(out.count == 0)
        try await file.lseek(0, .set)
        var into = IovecList<Pointer<Bytes>>()
        into.append(try await process.allocate(Bytes.self, count: 5))
        let filled = try await file.readv(into: &into)
        #expect(filled.size == 3)
        #expect(into.size == 2)
    }
}
