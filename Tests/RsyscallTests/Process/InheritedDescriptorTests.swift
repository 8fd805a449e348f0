import CRsyscall
import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Which descriptors a copy of our table has, and who may use them.
@Suite struct InheritedDescriptorTests {
    let process = LinuxProcess.local

    /// The numbers that a process has open, once it has served every call that was posted to it.
    func open(in child: borrowing ClonedProcess) async throws -> [CInt] {
        _ = try await child.getpid()
        return try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.pid)/fd")
            .compactMap { CInt($0) }.sorted()
    }

    // In a process of its own, since other tests may give up numbers during the clone, and take them again.
    @Test func `clone gives a child the standard streams and no other descriptor`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let foreign = try FileDescriptor.open("/dev/null", .readOnly)
            defer { try? foreign.close() }
            let owned = try await process.memfd_create("owned")
            let child = try await process.clone()
            let numbers = try await InheritedDescriptorTests().open(in: child)
            #expect(numbers.allSatisfy { $0 < 3 })
            _ = try await child.exit()
            #expect(try await owned.fstat().size == 0, "ours was closed too")
        }
    }

    // In a process of its own, for the same reason.
    @Test func `Foundation's Process sees its child end while our children live`() async {
        await #expect(processExitsWith: .success) {
            // Children that live on, made while Foundation has a socket open whose end it waits for.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    let ended = AsyncStream<CInt>.makeStream()
                    let theirs = Process()
                    theirs.executableURL = URL(fileURLWithPath: "/bin/true")
                    theirs.terminationHandler = { ended.continuation.yield($0.terminationStatus) }
                    let children = Children()
                    group.addTask {
                        for _ in 0..<5 { await children.append(try await LinuxProcess.local.clone()) }
                    }
                    try theirs.run()
                    try await group.waitForAll()
                    var next = ended.stream.makeAsyncIterator()
                    #expect(await next.next() == 0)
                    theirs.terminationHandler = nil
                    await children.end()
                }
            }
        }
    }

    private actor Children {
        private final class Box {
            let child: ClonedProcess
            init(_ child: consuming ClonedProcess) { self.child = child }
        }
        private var boxes: [Box] = []
        func append(_ child: consuming sending ClonedProcess) { boxes.append(Box(child)) }
        func end() { boxes = [] }
    }

    @Test func `inherit gives a child what was opened after the clone`() async throws {
        let child = try await process.clone()
        let late = try await process.memfd_create("late")
        try await late.write("late".utf8)
        let theirs = try await child.inherit(late)
        #expect(try await theirs.pread(upTo: 8, at: 0) == Array("late".utf8))
        #expect(try await theirs.fcntl(.getfd) == FD.cloexec.rawValue)
        #expect(try await open(in: child).filter { $0 > 2 } == [theirs.number.rawValue])
        _ = try await child.exit()
    }

    @Test func `inherit twice gives two numbers`() async throws {
        let file = try await process.memfd_create("twice")
        let child = try await process.clone()
        let first = try await child.inherit(file)
        let second = try await child.inherit(file)
        #expect(second.number != first.number)
        try await first.close()
        #expect(try await second.fstat().size == 0)
        _ = try await child.exit()
    }

    @Test func `inherit takes a descriptor from one child to another and to us`() async throws {
        let first = try await process.clone()
        let second = try await process.clone()
        let file = try await first.memfd_create("first's")
        let identity = try await file.fstat().identity
        #expect(try await second.inherit(file).fstat().identity == identity)
        #expect(try await process.inherit(file).fstat().identity == identity)
        _ = try await first.exit()
        await #expect(throws: (any Error).self) { _ = try await second.inherit(file) }
        _ = try await second.exit()
    }

    @Test func `inherit beyond RLIMIT_NOFILE fails with EMFILE and leaves nothing open`() async throws {
        let file = try await process.memfd_create("one too many")
        let child = try await process.clone()
        // Room for the two sockets, and for nothing that comes through them once one of them is closed again.
        for limit in 3...5 as ClosedRange<UInt64> {
            try await child.setrlimit(.nofile, Rlimit(cur: limit, max: 4096))
            if limit < 5 {
                await expectErrno(EMFILE) { _ = try await child.inherit(file) }
            } else {
                _ = try await child.inherit(file)
            }
            #expect(try await open(in: child).filter { $0 > 2 } == [])
        }
        _ = try await child.exit()
    }

    @Test func `inherit by a child whose filter refuses recvmsg fails with its errno`() async throws {
        let file = try await process.memfd_create("refused")
        let child = try await process.clone()
        try await child.prctl_set_no_new_privs()
        try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.recvmsg.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EACCES)), .verdict(.allow),
        ])
        await expectErrno(EACCES) { _ = try await child.inherit(file) }
        #expect(try await open(in: child).filter { $0 > 2 } == [])
        _ = try await child.exit()
    }

    // In a process of its own, which keeps its filter.
    @Test func `inherit works if a filter refuses pidfd_getfd to our process`() async {
        await #expect(processExitsWith: .success) {
            _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
            let process = LinuxProcess.local
            try await process.seccomp(
                [
                    .load(at: 0), .ifEqual(UInt32(SYS.pidfd_getfd.number), then: 0, else: 1),
                    .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
                ], .tsync)
            let before = InheritedDescriptorTests.sockets
            let file = try await process.memfd_create("through a name")
            try await file.write("through".utf8)
            let child = try await process.clone()
            let theirs = try await child.inherit(file)
            guard try await theirs.pread(upTo: 9, at: 0) == Array("through".utf8) else { exit(2) }
            guard try await process.inherit(theirs).fstat().identity == file.fstat().identity else { exit(3) }
            guard try await process.run(.shell("echo out")).text == "out\n" else { exit(4) }
            _ = try await child.exit()
            try await file.close()
            guard InheritedDescriptorTests.sockets == before else { exit(5) }
        }
    }

    @Test func `inherit by a child that is blocked in a read throws Unsupported`() async throws {
        let file = try await process.memfd_create("late")
        let child = try await process.clone()
        let pipe = try await process.pipe2()
        let reader = try await child.inherit(pipe.read)
        async let byte = reader.read(upTo: 1)
        try await waitUntilReading(child.pid)
        await #expect(throws: Unsupported.self) { _ = try await child.inherit(file) }
        try await pipe.write.write([1])
        #expect(try await byte == [1])
        _ = try await child.inherit(file)
    }

    /// The sockets that we have open.
    private static var sockets: [String] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return numbers.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }.filter { $0.hasPrefix("socket:") }.sorted()
    }

    private func waitUntilReading(_ pid: ProcessID) async throws {
        let call = "/proc/\(pid)/syscall"
        while try !String(contentsOfFile: call, encoding: .utf8).hasPrefix("\(SYS.read.number) ") {
            await Task.yield()
        }
    }

    @Test(arguments: [CopiedDescriptors.standardStreams, .all])
    func `unshare with CLONE_FILES leaves the shared table`(_ copied: CopiedDescriptors) async throws {
        let foreign = try FileDescriptor.open("/dev/null", .readOnly)
        defer { try? foreign.close() }
        let file = try await process.memfd_create("shared")
        let child = try await process.clone(.files)
        #expect(child.process.descriptorTable === file.table)
        try await child.unshare(.files, descriptors: copied)
        #expect(throws: Mismatch.self) { try file.number(in: child.process) }
        let numbers = try await open(in: child)
        #expect(numbers.contains(foreign.rawValue) == (copied == .all))
        #expect(numbers.contains(file.number.rawValue) == (copied == .all))
        let inherited = try await child.inherit(file)
        #expect((inherited.number == file.number) == (copied == .all))
        try await inherited.close()
        #expect(try await file.fstat().size == 0)
        _ = try await child.exit()
    }

    @Test func `descriptor of a shared table outlives the child that opened it`() async throws {
        let child = try await process.clone(.files)
        let file = try await child.memfd_create("theirs")
        _ = try await child.exit()
        // Closed by us, who still have the table. The number may be another test's at once.
        let link = "/proc/self/fd/\(file.number)"
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link).contains("theirs"))
        _ = consume file
        let now = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        #expect(now?.contains("theirs") != true)
    }

    @Test func `dropping a descriptor of a shared table closes it while its maker waits`() async throws {
        let first = try await process.clone()
        let second = try await first.clone(.files)
        let pipe = try await first.pipe2()
        let reader = pipe.read
        let writer = try await second.inherit(pipe.write)
        try await pipe.write.close()
        // The first waits until the second closes the pipe.
        async let rest = reader.read(upTo: 1)
        let call = "/proc/\(first.pid)/syscall"
        while try !String(contentsOfFile: call, encoding: .utf8).hasPrefix("\(SYS.read.number) ") {
            await Task.yield()
        }
        _ = consume writer
        #expect(try await rest.isEmpty)
    }

    @Test func `clone in a child gives the grandchild the standard streams`() async throws {
        let file = try await process.memfd_create("grandparent's")
        let child = try await process.clone()
        let inherited = try await child.inherit(file)
        let grandchild = try await child.clone()
        #expect(try await open(in: grandchild).allSatisfy { $0 < 3 })
        #expect(try await grandchild.inherit(file).fstat().size == 0)
        #expect(try await grandchild.inherit(inherited).fstat().size == 0)
        _ = try await grandchild.exit()
        _ = try await child.exit()
    }
}
