import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

@Suite struct FileCallTests {
    let process = LinuxProcess.local

    private func withDirectory(_ body: (FilePath) async throws -> Void) async throws {
        let path = FilePath(NSTemporaryDirectory()).appending("rsyscall-\(UUID().uuidString)")
        try await process.mkdir(path, mode: .rwxu)
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        try await body(path)
    }

    @Test func `openat and write and read and fstat and getdents64 agree on one file`() async throws {
        try await withDirectory { path in
            let directory = try await process.open(path, [.directory, .cloexec])
            let file = try await directory.openat(
                "a", [.rdwr, .creat, .excl, .cloexec], mode: [.rusr, .wusr])
            try await file.write("hello, world\n".utf8)
            try await file.lseek(0, .set)
            #expect(try await file.read(upTo: 5) == Array("hello".utf8))
            #expect(try await file.pread(upTo: 100, at: 7) == Array("world\n".utf8))
            let stat = try await file.fstat()
            #expect(stat.size == 13)
            #expect(stat.fileType == .reg)
            #expect(stat.permissions == [.rusr, .wusr])
            try await file.fchmod([.rusr])
            #expect(try await directory.newfstatat("a").permissions == [.rusr])
            #expect(try await directory.statx("a").size == 13)
            try await file.ftruncate(3)
            #expect(try await process.stat(path.appending("a")).size == 3)
            try await directory.symlinkat("a", at: "b")
            #expect(try await directory.readlinkat("b") == "a")
            try await directory.linkat("a", to: "c")
            try await directory.renameat2("c", to: "d", .noreplace)
            try await directory.mkdirat("e")
            let names = try await directory.getdents64().map(\.name.string).sorted()
            #expect(names == [".", "..", "a", "b", "d", "e"])
            try await directory.faccessat2("a", .r)
            try await directory.unlinkat("e", .removedir)
            try await process.unlink(path.appending("d"))
            await #expect(throws: SyscallError.self) { try await directory.faccessat2("d", .f) }
            try await file.close()
        }
    }

    @Test func `SyscallError shows the arguments of a failed openat`() async throws {
        let error = await expectErrno(ENOENT) {
            _ = try await process.open("/nonexistent/file", [.rdonly, .cloexec])
        }
        #expect(error?.call == "openat")
        #expect(error?.arguments == ["AT_FDCWD", "\"/nonexistent/file\"", "O_RDONLY|O_CLOEXEC"])
    }

    @Test func `pipe2 gives a LinearPointer that is read once`() async throws {
        let buffer = try await process.allocate(PipeEnds.self)
        let linear = try await process.pipe2(into: buffer)
        let ends = try await linear.read().first
        let pipe = ends.take()
        try await pipe.second.write("through".utf8)
        #expect(try await pipe.first.read(upTo: 100) == Array("through".utf8))
        try await pipe.second.close()
        #expect(try await pipe.first.read(upTo: 100) == [])
    }

    @Test func `read that waits blocks no other task`() async throws {
        let pipe = try await process.pipe2().take()
        async let received = pipe.first.read(upTo: 10)
        for _ in 0..<100 { _ = try await process.getuid() }
        try await pipe.second.write("late".utf8)
        #expect(try await received == Array("late".utf8))
    }

    @Test func `read waits in 40 tasks at once`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in UInt8(0)..<40 {
                group.addTask {
                    let pipe = try await process.pipe2().take()
                    async let received = pipe.first.read(upTo: 1)
                    try await pipe.second.write([number])
                    #expect(try await received == [number])
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `LinearPointer that is dropped unread is reported with its place`() async throws {
        let reports = Reports()
        let task = process.task
        let observed = KernelTask(
            pid: task.pid, interface: task.interface, allocator: task.allocator,
            descriptorTable: task.descriptorTable, pidNamespace: task.pidNamespace,
            mountNamespace: task.mountNamespace, tracer: Tracer(), diagnostics: { reports.add($0) })
        let linear = try await observed.pipe2(into: try await observed.allocate(PipeEnds.self))
        // The bytes are read behind the pointer's back, so that the descriptors are not lost for good.
        let numbers = try await linear.withPinned(in: task.addressSpace) { address in
            let bytes = address.unsafeAddress.local(8)
            return (bytes.load(as: CInt.self), bytes.load(fromByteOffset: 4, as: CInt.self))
        }
        _ = consume linear
        close(numbers.0)
        close(numbers.1)
        #expect(reports.all.count == 1)
        #expect(reports.all.first?.contains("FileCallTests.swift") == true)
    }

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
        try await file.addSeals([.write, .shrink])
        #expect(try await file.seals() == [.write, .shrink])
        await #expect(throws: SyscallError.self) { try await file.write([1]) }
    }

    @Test func `descriptor of another table throws DescriptorTableMismatch`() async throws {
        let file = try await process.memfd_create("table")
        let other = KernelTask(
            pid: process.task.pid, interface: process.task.interface, addressSpace: AddressSpace(),
            gateway: LocalGateway(), descriptorTable: DescriptorTable(), pidNamespace: PidNamespace(),
            mountNamespace: MountNamespace())
        #expect(throws: DescriptorTableMismatch.self) { try file.number(in: other) }
    }

    @Test func `getpid and getuid and uname and clock_gettime agree with libc`() async throws {
        #expect(try await process.getpid().rawValue == Foundation.getpid())
        #expect(try await process.getuid().rawValue == Foundation.getuid())
        #expect(try await process.geteuid().rawValue == Foundation.geteuid())
        #expect(try await process.getgid().rawValue == Foundation.getgid())
        #expect(try await process.uname().sysname == "Linux")
        #expect(try await process.getrandom(16).count == 16)
        let before = try await process.clock_gettime(.monotonic)
        #expect(try await process.clock_gettime(.monotonic) >= before)
        let duplicate = try await process.memfd_create("one").duplicate()
        #expect(try await duplicate.fcntl(.getfd) == 1)
    }
}
