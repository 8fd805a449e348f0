import CRsyscall
import Foundation
import Glibc
import RsyscallWire
import SystemPackage
import Testing

@testable import Rsyscall

/// What differs between x86_64 and aarch64, as the kernel's headers have it.
@Suite struct OtherArchitectureTests {
    private static let foreign = AddressSpace(isForeign: true)

    private static func encoded(_ value: some MemoryWritable, for space: AddressSpace) throws -> [UInt8] {
        var frame = Frame(travels: true)
        _ = try frame.place(value, in: space)
        return Array(
            UnsafeRawBufferPointer(start: frame.base, count: try value.encodedByteCount(for: space)))
    }

    private struct OpenFlag: CustomTestStringConvertible {
        let testDescription: String
        let x86_64: CInt
        let aarch64: CInt
    }

    private static let openFlags = [
        OpenFlag(testDescription: "O_DIRECT", x86_64: 0o40000, aarch64: 0o200000),
        OpenFlag(testDescription: "O_LARGEFILE", x86_64: 0o100000, aarch64: 0o400000),
        OpenFlag(testDescription: "O_DIRECTORY", x86_64: 0o200000, aarch64: 0o40000),
        OpenFlag(testDescription: "O_NOFOLLOW", x86_64: 0o400000, aarch64: 0o100000),
        OpenFlag(testDescription: "O_TMPFILE", x86_64: 0o20200000, aarch64: 0o20040000),
        OpenFlag(testDescription: "O_CLOEXEC", x86_64: 0o2000000, aarch64: 0o2000000),
        OpenFlag(testDescription: "O_NOATIME", x86_64: 0o1000000, aarch64: 0o1000000),
    ]

    @Test(arguments: openFlags)
    private func `flags of open have the bits of the other architecture, and come back`(_ flag: OpenFlag)
        throws
    {
        let (here, there) = (OpenFlags(rawValue: flag.x86_64), OpenFlags(rawValue: flag.aarch64))
        #expect(here.foreign == there)
        #expect(there.foreign == here)
        let rest: OpenFlags = [.creat, .excl, .rdwr]
        #expect(here.union(rest).foreign == there.union(rest))
        let ours = here == .directory || there == .directory ? OpenFlags.directory : here
        let how = try Self.encoded(OpenHow(ours, [], []), for: Self.foreign)
        #expect(how.withUnsafeBytes { $0.load(as: UInt64.self) } == UInt64(ours.foreign.rawValue))
    }

    @Test func `stat of aarch64 is decoded as asm-generic/stat.h lays it out`() throws {
        var bytes = [UInt8](repeating: 0xee, count: FileStatus.byteCount)
        func set<Value>(_ value: Value, at offset: Int) {
            bytes.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: Value.self) }
        }
        set(UInt64(0x0123_4567_89ab_cdef), at: 0)
        set(UInt64(0x1111_2222_3333_4444), at: 8)
        set(UInt32(0o100644), at: 16)
        set(UInt32(3), at: 20)
        set(UInt32(1001), at: 24)
        set(UInt32(1002), at: 28)
        set(UInt64(0x0000_0505), at: 32)
        set(Int64(1 << 40), at: 48)
        set(Int32(4096), at: 56)
        set(Int32(0), at: 60)
        set(Int64(77), at: 64)
        for (index, offset) in stride(from: 72, through: 112, by: 8).enumerated() {
            set(Int64(1_000_000 + index), at: offset)
        }
        #if arch(x86_64)
            let status = try bytes.withUnsafeBytes { try FileStatus(decodingForeign: $0.bytes) }
        #else
            let status = try bytes.withUnsafeBytes { try FileStatus(decoding: $0.bytes) }
        #endif
        #expect(status.dev == 0x0123_4567_89ab_cdef)
        #expect(status.ino == 0x1111_2222_3333_4444)
        #expect(status.mode.rawValue == 0o100644)
        #expect(status.nlink == 3)
        #expect(status.uid == Uid(1001))
        #expect(status.gid == Gid(1002))
        #expect(status.rdev == 0x0505)
        #expect(status.size == 1 << 40)
        #expect(status.blksize == 4096)
        #expect(status.blocks == 77)
        #expect(status.atim == Timespec(sec: 1_000_000, nsec: 1_000_001))
        #expect(status.mtim == Timespec(sec: 1_000_002, nsec: 1_000_003))
        #expect(status.ctim == Timespec(sec: 1_000_004, nsec: 1_000_005))
        #expect(throws: MemoryDecodingError.self) {
            try bytes.withUnsafeBytes { bytes in
                try FileStatus(decodingForeign: UnsafeRawBufferPointer(rebasing: bytes[..<119]).bytes)
            }
        }
    }

    @Test func `epoll_event has 12 bytes on x86_64 and 16 on aarch64`() throws {
        let event = EpollEvent([.in, .et], data: 0x0102_0304_0506_0708)
        let sizes = [EpollEvent.byteCount, event.encodedByteCount(for: Self.foreign)]
        #if arch(x86_64)
            #expect(sizes == [12, 16])
        #else
            #expect(sizes == [16, 12])
        #endif
        let bytes = try Self.encoded(event, for: Self.foreign)
        #expect(bytes.suffix(8) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try bytes.withUnsafeBytes { try EpollEvent(decodingForeign: $0.bytes) } == event)
        let ours = try Self.encoded(event, for: AddressSpace())
        #expect(ours.prefix(4) == bytes.prefix(4))
        #expect(try ours.withUnsafeBytes { try EpollEvent(decoding: $0.bytes) } == event)
    }

    @Test func `calls of aarch64 have the numbers of asm-generic/unistd.h`() throws {
        let header = try String(contentsOfFile: "/usr/include/asm-generic/unistd.h", encoding: .utf8)
        var numbers: [Substring: Int] = [:]
        for line in header.split(separator: "\n") where line.hasPrefix("#define __NR") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count == 3, let number = Int(words[2]) else { continue }
            numbers[words[1].drop { $0 != "_" }.drop { $0 == "_" }.drop { $0 != "_" }.dropFirst()] = number
        }
        let table = try String(
            contentsOf: packageRoot.appendingPathComponent("Scripts/Tables/sys_syscall.h.table"),
            encoding: .utf8)
        var compared = 0
        for line in table.split(separator: "\n") {
            let words = line.prefix { $0 != "|" }.split(separator: " ")
            let literals = words.dropFirst().filter { $0 == "-" || $0.first?.isNumber == true }
            guard let name = words.first, let literal = literals.last, let number = numbers[name] else {
                continue
            }
            #expect(Int(literal) == number, "\(name)")
            compared += 1
        }
        #expect(compared > 250)
    }

    @Test func `a call is sent with the number that it has at the other end`() {
        #if arch(x86_64)
            let numbers = CallNumbers.foreign
            #expect(numbers[SYS.getpid.number] == 172)
            #expect(numbers[SYS.openat.number] == 56)
            #expect(numbers[SYS.clone3.number] == 435)
            // What there isn't no kernel knows.
            for call in [
                SYS.access, .fork, .epoll_wait, SYS(unlisted: 423, "none"), SYS(unlisted: -1, "none"),
            ] {
                #expect(numbers[call.number] == UInt16(RSYSCALL_NUMBER_UNKNOWN), "\(call.name)")
            }
            // One that is newer than the tables is the same everywhere.
            #expect(numbers[600] == 600)
        #endif
        #expect(CallNumbers.same[SYS.getpid.number] == UInt16(SYS.getpid.number))
        #expect(CallNumbers.same[1 << 20] == UInt16(RSYSCALL_NUMBER_UNKNOWN))
    }

    @Test func `start refuses a host of an architecture that the library doesn't know`() async throws {
        let child = try await LinuxProcess.local.clone()
        let pair = try await LinuxProcess.local.socketpair(.unix, .stream)
        var greeting = StubGreeting()
        greeting.machine = 243  // RISC-V
        do {
            _ = try await RelayStart(socket: pair.first, greeting: greeting, received: [])
                .process(madeBy: .local, child.record)
            Issue.record("was not refused")
        } catch let error as Unsupported {
            #expect(error.what.contains("243"))
        }
    }
}

/// A process of aarch64, driven from x86_64.
@Suite(.enabled(if: Emulator.isInstalled, Emulator.missing))
struct EmulatedProcessTests {
    @Test func `start through qemu-aarch64 gives a process of aarch64 that answers getpid and uname`()
        async throws
    {
        let command = Command("qemu-aarch64")
        let started = try await LinuxProcess.local.start(through: command, architecture: .aarch64)
        let process = started.process
        #expect(process.host.architecture == .aarch64)
        #expect(try await process.getpid() == process.pid)
        #expect(try await process.getuid() == LinuxProcess.local.getuid())
        #expect(try await process.uname().machine == "aarch64")
        #expect(try await started.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `open, write, read, fstat and stat mean the same in a process of aarch64`() async throws {
        let scratch = try Scratch()
        let path = FilePath(try scratch.directory("") + "/file")
        try await Emulator.withProcess { process in
            let file = try await process.open(path, [.rdwr, .creat, .excl])
            #expect(try await file.write(Bytes("from afar".utf8)) == 9)
            #expect(try await file.pread(upTo: 64, at: 0) == Array("from afar".utf8))
            let (there, here) = (try await file.fstat(), try await LinuxProcess.local.stat(path))
            #expect(there.identity == here.identity)
            #expect((there.mode, there.nlink, there.size) == (here.mode, here.nlink, here.size))
            #expect((there.mtim, there.blksize, there.uid) == (here.mtim, here.blksize, here.uid))
            #expect(try await process.stat("/dev/null").rdev == LinuxProcess.local.stat("/dev/null").rdev)
            await expectErrno(ENOTDIR) { _ = try await process.open(path, .directory) }
            let link = path.removingLastComponent().appending("link")
            try await process.symlink("file", at: link)
            await expectErrno(ELOOP) { _ = try await process.open(link, .nofollow) }
            let flags = OpenFlags(
                rawValue: CInt(
                    try await process.open(path.removingLastComponent(), .directory).fcntl(.getfl)))
            #expect(flags.contains(.directory))
            var room = try await process.allocate(FileStatus.self)
            let status = try await file.fstat(into: &room)
            #expect(try await status.read().size == 9)
        }
    }

    @Test func `memory of a process of aarch64 is read and written`() async throws {
        try await Emulator.withProcess { process in
            let bytes = [UInt8](repeating: 7, count: 100_000)
            let pointer = try await process.pointer(to: Bytes(bytes))
            #expect(try await pointer.read() == Bytes(bytes))
            let pipe = try await process.pipe2()
            let written = try await process.pointer(to: Bytes("memory".utf8))
            #expect(try await pipe.write.write(written) == 6)
            #expect(try await pipe.read.read(upTo: 64) == Array("memory".utf8))
        }
    }

    @Test func `clone and exec of a process of aarch64 give children whose ends are reported`() async throws {
        try await Emulator.withProcess { process in
            let child = try await process.clone()
            #expect(try await child.getpid() == child.process.pid)
            #expect(try await child.getpid() != process.pid)
            let command = try await child.exec(Command("sh", ["-c", "exit 7"]))
            #expect(try await command.wait() == .exited(status: 7))
            let other = try await process.clone()
            let pipe = try await other.pipe2()
            let refused = try await expectRefused(.errno(ENOENT), other) { child in
                try await child.execve("/nothing", ["nothing"], [])
            }
            #expect(try await pipe.write.write(Bytes([1])) == 1)
            #expect(try await refused.killAndWait() == .killed(.kill, coreDumped: false))
            await #expect(throws: Unsupported.self) { _ = try await process.clone(.newns) }
        }
    }

    @Test func `start shares no memory with a process of another architecture`() async throws {
        let scratch = try Scratch()
        let stub = FilePath(try scratch.directory("") + "/stub")
        let child = try await LinuxProcess.local.clone()
        try await child.installStub(at: stub, for: .aarch64)
        // The stub finds that out, since it gets memory to share.
        let started = try await child.start(through: Command("qemu-aarch64"), stub: stub)
        #expect(started.process.host.architecture == .aarch64)
        #expect(try await started.getpid() == started.process.pid)
        await #expect(throws: Unsupported.self) { _ = try await started.clone() }
        #expect(try await started.killAndWait() == .killed(.kill, coreDumped: false))
    }
}
