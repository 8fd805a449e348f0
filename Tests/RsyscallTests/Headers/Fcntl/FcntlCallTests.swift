import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct FcntlCallTests {
    let process = ProcessKind.current

    @Test func `fcntl F_SETFD and F_SETFL set the flags that F_GETFD and F_GETFL return`() async throws {
        let file = try await process.memfd_create("flags", closeOnExec: false)
        #expect(try await file.fcntl(.getfd) == 0)
        try await file.fcntl(.setfd, Int(FD.cloexec.rawValue))
        #expect(try await file.fcntl(.getfd) == FD.cloexec.rawValue)
        try await file.fcntl(.setfl, Int(OpenFlags.append.rawValue))
        #expect(OpenFlags(rawValue: CInt(try await file.fcntl(.getfl))).contains(.append))
        // F_GETOWNER_UIDS writes 8 bytes to its argument, and what is not known may too.
        for unknown in [17, 9999] as [CInt] {
            await #expect(throws: Unsupported.self) {
                try await file.fcntl(FcntlCommand(rawValue: unknown), 4096)
            }
        }
        // Numbers are never taken for addresses.
        await expectErrno(EINVAL) { try await file.fcntl(.getlk, 4096) }
        await expectErrno(EBADF) { try await file.fcntl(.setpipe_sz, 1 << 16) }
    }

    @Test func `fcntl F_OFD_SETLK sets a lock that F_OFD_GETLK reports`() async throws {
        try await withTemporaryDirectory { path in
            let file = try await process.open(
                path.appending("locked"), [.rdwr, .creat, .cloexec], mode: .rwxu)
            try await file.fcntl(.ofd_setlk, Flock(.wrlck, start: 10, len: 5))
            let other = try await process.open(path.appending("locked"), [.rdwr, .cloexec])
            let told = try await other.fcntl(.ofd_getlk, replacing: Flock(.wrlck))
            #expect(told.type == .wrlck)
            #expect(told.start == 10)
            #expect(told.len == 5)
            await expectErrno(EAGAIN) { try await other.fcntl(.ofd_setlk, Flock(.rdlck)) }

            let lock = try await process.pointer(to: Flock(.rdlck, start: 12, len: 1))
            await expectErrno(EAGAIN) { try await other.fcntl(.ofd_setlk, lock) }
            #expect(lock.value.start == 12)
            let answer = try await other.fcntl(.ofd_getlk, replacing: lock)
            #expect(try await answer.read().type == .wrlck)
        }
    }

    @Test(.everyKindThatClones) func `fcntl F_OFD_SETLKW waits for a lock to be released`() async throws {
        try await withTemporaryDirectory { path in
            let locked = path.appending("locked")
            let file = try await process.open(locked, [.rdwr, .creat])
            // A process makes one call at a time: another one releases the lock meanwhile.
            let child = try await process.clone()
            let theirs = try await child.inherit(file)
            try await theirs.fcntl(.ofd_setlk, Flock(.wrlck))
            let other = try await process.open(locked, .rdwr)
            async let waited = other.fcntl(.ofd_setlkw, Flock(.rdlck))
            try await theirs.fcntl(.ofd_setlk, Flock(.unlck))
            _ = try await waited
            #expect(try await theirs.fcntl(.ofd_getlk, replacing: Flock(.wrlck)).type == .rdlck)
        }
    }

    @Test func `fcntl F_SETLK refuses memory of the wrong size`() async throws {
        let file = try await process.memfd_create("lock")
        let short = try await process.pointer(to: UInt64(0))
        await #expect(throws: PointerError.valueTooLong(byteCount: 32, size: 8)) {
            try await file.fcntl(.setlk, short)
        }
        await expectErrno(EINVAL) { try await file.fcntl(.getlk, short) }
        let back = try await expectRefused(
            .error(PointerError.valueTooLong(byteCount: 32, size: 8)), short
        ) { try await file.fcntl(.getlk, replacing: $0) }
        #expect(back.value == 0)
    }

    @Test func `fcntl F_SETOWN_EX sets the owner that F_GETOWN_EX reports`() async throws {
        let pipe = try await process.pipe2()
        let us = try await process.getpid()
        let owner = try await process.pointer(to: FOwnerEx(.pid, us))
        try await pipe.read.fcntl(.setown_ex, owner)
        let told = try await pipe.read.fcntl(
            .getown_ex, replacing: try await process.pointer(to: FOwnerEx(.tid, ProcessID(0))))
        #expect(try await told.read() == FOwnerEx(.pid, us))
        let bad = try await process.pointer(to: FOwnerEx(F_OWNER(rawValue: 77), us))
        await expectErrno(EINVAL) { try await pipe.read.fcntl(.setown_ex, bad) }
    }

    @Test func `fcntl F_GETOWN returns a small process group and no errno`() async throws {
        let pipe = try await process.pipe2()
        // Negated, a number below 4096 is an errno. That of the first process is, if it is in a group we see.
        let first = try await process.getpgid(ProcessID(1))
        let group = first.rawValue > 0 ? first : try await process.getpgid()
        try await pipe.read.fcntl(.setown, Int(-group.rawValue))
        #expect(try await pipe.read.fcntl(.getown) == Int(-group.rawValue))
        try await pipe.read.fcntl(.setown, Int(try await process.getpid().rawValue))
        #expect(try await pipe.read.fcntl(.getown) == Int(try await process.getpid().rawValue))
    }

    @Test func `fcntl F_GETOWN fails with EBADF on an O_PATH descriptor`() async throws {
        let path = try await process.open("/", [.path, .cloexec])
        await expectErrno(EBADF) { try await path.fcntl(.getown) }
    }

    @Test func `fcntl F_ADD_SEALS adds seals that hold`() async throws {
        let file = try await process.memfd_create("sealed", [.cloexec, .allow_sealing])
        try await file.fcntl_add_seals([.grow])
        #expect(try await file.fcntl_get_seals() == .grow)
        await expectErrno(EPERM) { try await file.ftruncate(1) }
        try await file.fcntl_add_seals([.seal])
        await expectErrno(EPERM) { try await file.fcntl_add_seals([.write]) }
        let pipe = try await process.pipe2()
        await expectErrno(EINVAL) { _ = try await pipe.read.fcntl_get_seals() }
    }
}
