import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct InotifyCallTests {
    let process = ProcessKind.current

    @Test func `inotify_add_watch reports what happens in a directory`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let instance = try await process.inotify_init1(.nonblock)
            let watch = try await instance.inotify_add_watch(path, [.create, .move, .delete])
            await expectErrno(EAGAIN) { _ = try await instance.readEvents() }
            try await directory.mkdirat("new")
            try await directory.renameat2("a", to: "b")
            try await directory.unlinkat("b")
            let events = try await instance.readEvents()
            #expect(events.map(\.mask) == [[.create, .isdir], .moved_from, .moved_to, .delete])
            #expect(events.map(\.name) == ["new", "a", "b", "b"])
            #expect(events.allSatisfy { $0.wd == watch })
            try #require(events.count == 4)
            #expect(events[1].cookie == events[2].cookie && events[1].cookie != 0)
            #expect(events[0].cookie == 0)
            try await instance.inotify_rm_watch(watch)
            #expect(try await instance.readEvents() == [InotifyEvent(wd: watch, mask: .ignored)])
        }
    }

    @Test func `readEvents waits for the first event of a file`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let instance = try await process.inotify_init1()
            let watch = try await instance.inotify_add_watch(path.appending("a"), .attrib)
            async let events = instance.readEvents(byteCount: 16)
            try await LinuxProcess.local.chmod(path.appending("a"), .rusr)
            #expect(try await events == [InotifyEvent(wd: watch, mask: .attrib)])
        }
    }

    @Test func `inotify_add_watch and inotify_rm_watch and readEvents refuse mistakes`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let instance = try await process.inotify_init1(.nonblock)
            let watch = try await instance.inotify_add_watch(path, .create)
            await expectErrno(EEXIST) {
                _ = try await instance.inotify_add_watch(path, [.delete, .mask_create])
            }
            await expectErrno(EINVAL) { _ = try await instance.inotify_add_watch(path, []) }
            await expectErrno(ENOTDIR) {
                _ = try await instance.inotify_add_watch(path.appending("a"), [.open, .onlydir])
            }
            await expectErrno(ENOENT) { _ = try await instance.inotify_add_watch("/missing", .open) }
            await expectErrno(EINVAL) { _ = try await directory.inotify_add_watch(path, .open) }
            await expectErrno(EINVAL) { try await instance.inotify_rm_watch(watch + 1) }
            await expectErrno(EINVAL) { try await directory.inotify_rm_watch(watch) }
            try await directory.mkdirat("new")
            await expectErrno(EINVAL) { _ = try await instance.readEvents(byteCount: 16) }
            #expect(try await instance.readEvents().count == 1)
            await expectErrno(EINVAL) { try await process.inotify_init1(.append).close() }
        }
    }
}
