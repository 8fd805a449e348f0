import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct StatfsCallTests {
    let process = ProcessKind.current

    @Test func `statfs and fstatfs name the type of a file system`() async throws {
        let status = try await process.statfs("/proc/self")
        #expect(status.type == .proc)
        #expect(status.namelen == 255)
        #expect(status.flags.contains(.valid))
        let pipe = try await process.pipe2()
        #expect(try await pipe.read.fstatfs().type == .pipefs)
        let root = try await process.open("/")
        let (byPath, byDescriptor) = (try await process.statfs("/"), try await root.fstatfs())
        #expect(byPath.type == byDescriptor.type)
        #expect(byPath.blocks == byDescriptor.blocks)
        #expect(byPath.blocks >= byPath.bfree && byPath.bfree >= byPath.bavail)
        #expect(byPath.files >= byPath.ffree)
        #expect(byPath.frsize > 0 && byPath.bsize > 0)
        #expect(byPath.fsid == byDescriptor.fsid)
    }

    @Test func `statfs and fstatfs fill a buffer or leave it on ENOENT`() async throws {
        var buffer = try await process.allocate([Statfs].self, count: 2)
            .unsafelyReinterpret(as: Statfs.self)
        #expect(try await process.statfs("/proc", into: &buffer).read().type == .proc)
        let file = try await process.open("/proc/self/stat")
        #expect(try await file.fstatfs(into: &buffer).read().type == .proc)
        #expect(buffer.size == 0)
        var another = try await process.allocate(Statfs.self)
        await expectErrno(ENOENT) { try await process.statfs("/missing", into: &another).free() }
        #expect(another.size == Statfs.byteCount)
        await expectErrno(ENOENT) { _ = try await process.statfs("/missing") }
    }

    @Test func `FileSystemType is described by its name in C`() {
        #expect(FileSystemType.cgroup2.description == "CGROUP2_SUPER_MAGIC")
        #expect(FileSystemType(rawValue: 1).description == "1")
    }
}
