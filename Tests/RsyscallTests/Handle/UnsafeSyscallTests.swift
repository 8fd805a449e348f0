import Foundation
import Testing

@testable import Rsyscall

/// The flags of `eventfd2`, which has no method.
private struct EFD: KernelFlags {
    let rawValue: CInt
    static var nonblock: EFD { EFD(rawValue: 0x800) }
    static var cloexec: EFD { EFD(rawValue: 0x80000) }
    static let names: [(EFD, String)] = [(.nonblock, "EFD_NONBLOCK"), (.cloexec, "EFD_CLOEXEC")]
}

@Suite struct UnsafeSyscallTests {
    @Test(arguments: ProcessKind.all)
    func `unsafeSyscall takes flags of a type elsewhere`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let number = try await process.unsafeSyscall(.eventfd2, 7, [.cloexec, .nonblock] as EFD)
            let event = try OwnedFileDescriptor(adopting: FileDescriptorNumber(CInt(number)), of: process)
            #expect(try await event.fcntl(.getfd) == 1)
            #expect(try await event.read(upTo: 8) == [7, 0, 0, 0, 0, 0, 0, 0])
            await expectErrno(EAGAIN) { _ = try await event.read(upTo: 8) }
            let error = await expectErrno(EINVAL) {
                try await process.unsafeSyscall(.eventfd2, 7, [.cloexec, EFD(rawValue: 2)] as EFD)
            }
            #expect(error?.arguments == ["7", "EFD_CLOEXEC|0x2"])
        }
    }

    @Test(arguments: [ProcessKind.child, .childInNamespaces, .elsewhere])
    func `unsafeSyscall makes a call that is not listed`(_ kind: ProcessKind) async throws {
        let getpid = SYS(unlisted: SYS.getpid.number, "getpid")
        try await withProcess(kind) { process in
            let pid = try await process.getpid()
            #expect(try await process.unsafeSyscall(getpid) == Int(pid.rawValue))
            let unknown = SYS(unlisted: 4000, "no_such_call")
            let error = await expectErrno(ENOSYS) { try await process.unsafeSyscall(unknown, 1, 2) }
            #expect(error?.call == "no_such_call")
            #expect(error?.arguments == ["1", "2"])
            // The process goes on.
            #expect(try await process.unsafeSyscall(getpid) == Int(pid.rawValue))
        }
    }

    @Test func `unsafeSyscall refuses our own process a call that is not listed`() async throws {
        let getpid = SYS(unlisted: SYS.getpid.number, "getpid")
        await #expect(throws: Unsupported.self) { try await LinuxProcess.local.unsafeSyscall(getpid) }
    }

    @Test(arguments: ProcessKind.all)
    func `unsafeSyscall takes numbers and descriptors and flags`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let file = try await process.memfd_create("unsafe")
            try await file.write("abcdef".utf8)
            #expect(try await process.unsafeSyscall(.lseek, file, 2, SEEK.set) == 2)
            #expect(try await file.read(upTo: 2) == Array("cd".utf8))
            #expect(try await process.unsafeSyscall(.lseek, file.number, -1 as Int64, SEEK.cur) == 3)
            let error = await expectErrno(EINVAL) {
                try await process.unsafeSyscall(.lseek, file, -1, SEEK.set)
            }
            #expect(error?.arguments == ["\(file.number)", "-1", "SEEK_SET"])
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unsafeSyscall returns the number of a file that it opens`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let number = try await process.unsafeSyscall(.openat, process, "/etc/passwd", OpenFlags.cloexec)
            #expect((3..<100_000).contains(number))
            let file = try OwnedFileDescriptor(adopting: FileDescriptorNumber(CInt(number)), of: process)
            #expect(try await file.fstat().fileType == .reg)
            try await file.close()
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unsafeSyscall takes pinned addresses`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let room = try await process.allocate(Utsname.self)
            try await room.withPinned(in: process.addressSpace) { address in
                #expect(address.size == Utsname.byteCount)
                try await process.unsafeSyscall(.uname, address)
            }
            #expect(try await room.assumeReadable().read() == process.uname())

            let bytes = try await process.pointer(to: Bytes("abc".utf8))
            let file = try await process.memfd_create("pinned")
            let written = try await bytes.withPinned(in: process.addressSpace) { address in
                try await process.unsafeSyscall(.write, file, address, address.size)
            }
            #expect(written == 3)
            #expect(try await file.pread(upTo: 8, at: 0) == Array("abc".utf8))
        }
    }

    @Test(arguments: ProcessKind.all)
    func `unsafeSyscall with an address that is not mapped fails with EFAULT`(
        _ kind: ProcessKind
    ) async throws {
        try await withProcess(kind) { process in
            let error = await expectErrno(EFAULT) { try await process.unsafeSyscall(.uname, Address(16)) }
            #expect(error?.arguments == ["0x10"])
        }
    }

    @Test func `unsafeSyscall refuses handles of another process with Mismatch`() async throws {
        let local = LinuxProcess.local
        let file = try await local.memfd_create("mine")
        let (process, _) = local.with(connection: NoConnection()).elsewhere()
        let pointer = try await local.pointer(to: Bytes([1]))
        func kind(_ body: () async throws -> Void) async -> Mismatch.Kind? {
            await #expect(throws: Mismatch.self) { try await body() }?.kind
        }
        #expect(await kind { try await process.unsafeSyscall(.fstat, file, 0) } == .descriptorTable)
        #expect(await kind { try await process.unsafeSyscall(.chdir, pointer) } == .addressSpace)
        #expect(await kind { try await process.unsafeSyscall(.openat, local, "/", 0) } == .workingDirectory)
    }
}
