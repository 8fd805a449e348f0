import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite struct ProgramTests {
    /// The name of a file that no other test opens.
    private let name = "rsyscall-\(UUID().uuidString)"

    @Test func `program whose descriptor was closed throws EBADF and changes no other file`() async throws {
        let process = LinuxProcess.local
        let file = try await process.memfd_create("first")
        var program = process.program()
        try program.ftruncate(file, 0)
        try await file.close()
        let other = try await process.memfd_create("other")
        _ = try await other.write(Bytes([1, 2, 3]))
        await expectErrno(EBADF, program) { _ = try await $0.run() }
        #expect(try await other.fstat().size == 3)
    }

    @Test(arguments: ProcessKind.all)
    func `program passes results of earlier calls as arguments`(_ kind: ProcessKind) async throws {
        let expected = try Data(contentsOf: URL(fileURLWithPath: "/etc/passwd")).prefix(8)
        try await withProcess(kind) { process in
            var program = process.program()
            let directory = try program.open("/etc", .directory)
            let file = try program.openat(directory, "passwd")
            let status = try program.fstat(file)
            let bytes = try program.read(file, upTo: 8)
            let rest = try program.pread(file, upTo: 4, at: 4)
            let pid = try program.getpid()
            try program.close(file)
            var results = try await program.run()
            #expect(try results.take(status).fileType == .reg)
            #expect(try results.take(bytes) == Array(expected))
            #expect(try results.take(rest) == Array(expected.dropFirst(4)))
            let got = try results.take(pid)
            #expect(try await process.getpid() == got)
            let taken = try results.take(directory)
            #expect(try await taken.fstat().fileType == .dir)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program duplicates a descriptor that it opened`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var program = process.program()
            let file = try program.memfd_create(name)
            let duplicate = try program.duplicate(file)
            _ = try program.write(duplicate, Bytes("abc".utf8))
            try program.close(file)
            var results = try await program.run()
            let taken = try results.take(duplicate)
            #expect(try await taken.fstat().size == 3)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program takes open descriptors and values as arguments`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let file = try await process.memfd_create(name)
            var program = process.program()
            let written = try program.write(file, Bytes("abc".utf8))
            try program.lseek(file, 1, .set)
            let bytes = try program.read(file, upTo: 8)
            try program.ftruncate(file, 100)
            var results = try await program.run()
            #expect(try results.take(written) == 3)
            #expect(try results.take(bytes) == Array("bc".utf8))
            #expect(try await file.fstat().size == 100)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program stops at the first refused call and closes what it opened`(
        _ kind: ProcessKind
    ) async throws {
        try await withProcess(kind) { process in
            let untouched = try await process.memfd_create("untouched")
            var program = process.program()
            let first = try program.memfd_create(name)
            let second = try program.memfd_create(name)
            try program.ftruncate(second, 10)
            try program.close(first)
            let third = try program.open("/nonexistent/file", .wronly)
            try program.ftruncate(untouched, 10)
            try program.ftruncate(third, 10)
            let error = await expectErrno(ENOENT, program) { _ = try await $0.run() }
            #expect(error?.call == "openat")
            #expect(error?.arguments == ["AT_FDCWD", "\"/nonexistent/file\"", "O_WRONLY|O_CLOEXEC"])
            #expect(try await untouched.fstat().size == 0)
            #expect(try await process.openFiles(named: name) == 0)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program with stopsOnRefusal false goes on after a refused call`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var program = process.program()
            program.stopsOnRefusal = false
            let missing = try program.open("/nonexistent")
            let status = try program.fstat(missing)
            let file = try program.memfd_create(name)
            try program.ftruncate(file, 10)
            let size = try program.fstat(file)
            var results = try await program.run()
            await expectErrno(ECANCELED, status) { _ = try results.take($0) }
            await expectErrno(ENOENT, missing) { _ = try results.take($0) }
            #expect(try results.take(size).size == 10)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program stops if stopsOnRefusal is true when the call is recorded`(
        _ kind: ProcessKind
    ) async throws {
        try await withProcess(kind) { process in
            let untouched = try await process.memfd_create("untouched")
            var program = process.program()
            program.stopsOnRefusal = false
            try program.chdir("/nonexistent")
            program.stopsOnRefusal = true
            try program.rmdir("/nonexistent")
            program.stopsOnRefusal = false
            try program.ftruncate(untouched, 10)
            let error = await expectErrno(ENOENT, program) { _ = try await $0.run() }
            #expect(error?.call == "unlinkat")
            #expect(try await untouched.fstat().size == 0)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program stops at a call that needs a refused result`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let untouched = try await process.memfd_create("untouched")
            var program = process.program()
            program.stopsOnRefusal = false
            let missing = try program.open("/nonexistent")
            program.stopsOnRefusal = true
            _ = try program.fstat(missing)
            try program.ftruncate(untouched, 10)
            let error = await expectErrno(ECANCELED, program) { _ = try await $0.run() }
            #expect(error?.call == "fstat")
            #expect(try await untouched.fstat().size == 0)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program results that are dropped are closed`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var program = process.program()
            _ = try program.memfd_create(name)
            let taken = try program.memfd_create(name)
            var results = try await program.run()
            #expect(try await process.openFiles(named: name) == 2)
            let file = try results.take(taken)
            _ = consume results
            #expect(try await process.openFiles(named: name) == 1)
            try await file.close()
            #expect(try await process.openFiles(named: name) == 0)
        }
    }

    @Test func `program results close nothing that the program closed`() async throws {
        // A child has a table of its own, in which no other test opens the number again.
        try await withProcess(.child) { process in
            var program = process.program()
            let closed = try program.memfd_create(name)
            try program.close(closed)
            let results = try await program.run()
            let file = try await process.memfd_create(name)
            _ = consume results
            #expect(try await file.fstat().size == 0)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `a Later of another program throws Mismatch`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var first = process.program()
            let file = try first.memfd_create(name)
            let another = try first.memfd_create(name)
            let pid = try first.getpid()
            var second = process.program()
            _ = try second.getpid()
            expectMismatch(file) { _ = try second.fstat($0) }
            expectMismatch(another) { try second.close($0) }
            var results = try await second.run()
            expectMismatch(pid) { _ = try results.take($0) }
        }
    }

    /// Expects that the program which `body` gives a result of another refuses it.
    private func expectMismatch<Value: ~Copyable>(
        _ later: consuming Later<Value>, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (consuming Later<Value>) throws -> Void
    ) {
        do {
            try body(later)
            Issue.record("was not refused", sourceLocation: sourceLocation)
        } catch {
            #expect((error as? Mismatch)?.kind == .program, "\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test func `program refuses a descriptor of another table with Mismatch`() async throws {
        let file = try await LinuxProcess.local.memfd_create(name)
        try await withProcess(.child) { process in
            var program = process.program()
            let mismatch = #expect(throws: Mismatch.self) { _ = try program.fstat(file) }
            #expect(mismatch?.kind == .descriptorTable)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program with more calls than its limit throws Unsupported`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var program = process.program()
            for _ in 1..<Program.limit { _ = try program.getpid() }
            let last = try program.getppid()
            let refusal = #expect(throws: Unsupported.self) { _ = try program.getuid() }
            #expect(refusal?.call == "getuid")
            var results = try await program.run()
            let parent = try results.take(last)
            #expect(try await process.getppid() == parent)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `program with more bytes than its limit throws Unsupported and goes on`(
        _ kind: ProcessKind
    ) async throws {
        try await withProcess(kind) { process in
            let zeros = try await process.memfd_create("zeros")
            try await zeros.ftruncate(2 * Program.byteLimit)
            var program = process.program()
            let most = try program.read(zeros, upTo: Program.byteLimit / 2)
            for count in [Program.byteLimit, Program.byteLimit / 2 + 1] {
                let refusal = #expect(throws: Unsupported.self) { _ = try program.read(zeros, upTo: count) }
                #expect(refusal?.call == "read")
            }
            let rest = try program.read(zeros, upTo: Program.byteLimit / 2)
            var results = try await program.run()
            #expect(try results.take(most).count == Program.byteLimit / 2)
            #expect(try results.take(rest).count == Program.byteLimit / 2)
        }
    }

    @Test func `a call that cannot be recorded leaves the program as it was`() async throws {
        var program = LinuxProcess.local.program()
        #expect(throws: MemoryEncodingError.nullInsideString(offset: 1)) { _ = try program.open("a\0b") }
        let file = try await LinuxProcess.local.open("/dev/null")
        #expect(throws: AllocationError.negativeSize(-1)) { _ = try program.pread(file, upTo: -1, at: 0) }
        let pid = try program.getpid()
        var results = try await program.run()
        #expect(try results.take(pid) == LinuxProcess.local.pid)
    }

    @Test func `a program without calls runs`() async throws {
        for kind in ProcessKind.all {
            try await withProcess(kind) { _ = try await $0.program().run() }
        }
    }

    @Test func `program of a killed child throws Hangup`() async throws {
        let child = try await LinuxProcess.local.clone()
        let process = child.process
        _ = try await child.killAndWait()
        await #expect(throws: Hangup.self) {
            var program = process.program()
            _ = try program.memfd_create(name)
            _ = try await program.run()
        }
    }
}
