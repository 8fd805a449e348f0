import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Each call costs a process elsewhere one trip, with all that it reads and writes.
@Suite struct TripTests {
    /// Runs `body` with a child as if it were elsewhere, with namespaces of its own.
    private func withCountedTrips(
        _ body: (LinuxProcess, CountingConnection) async throws -> Void
    ) async throws {
        let child = try await LinuxProcess.local.clone([.newuser, .newns])
        let (process, counting) = child.process.elsewhere()
        try await body(process, counting)
        _ = try await child.killAndWait()
    }

    @Test func `getuid is one trip`() async throws {
        try await withCountedTrips { process, counting in
            let uid = try await process.getuid()
            #expect(uid.rawValue == getuid())
            #expect(counting.trips == 1)
        }
    }

    @Test func `open by path is one trip`() async throws {
        try await withCountedTrips { process, counting in
            let file = try await process.open("/etc/passwd")
            #expect(counting.trips == 1)
            #expect(try await file.fstat().fileType == .reg)
        }
    }

    @Test func `stat is one trip`() async throws {
        let size = try await LinuxProcess.local.stat("/etc/passwd").size
        try await withCountedTrips { process, counting in
            let status = try await process.stat("/etc/passwd")
            #expect(status.size == size)
            #expect(counting.trips == 1)
        }
    }

    @Test func `mount is one trip`() async throws {
        try await withCountedTrips { process, counting in
            try await process.mount("tmpfs", "/tmp", "tmpfs", data: "size=64k")
            #expect(counting.trips == 1)
        }
    }

    @Test func `readlink is one trip`() async throws {
        try await withCountedTrips { process, counting in
            let path = try await process.readlink("/proc/self/exe")
            #expect(path.isAbsolute)
            #expect(counting.trips == 1)
        }
    }

    @Test func `rename is one trip`() async throws {
        try await withDirectoryOfOneFile { _, path in
            try await withCountedTrips { process, counting in
                try await process.rename(path.appending("a"), to: path.appending("b"))
                #expect(counting.trips == 1)
            }
            #expect(try await LinuxProcess.local.stat(path.appending("b")).size == 3)
        }
    }

    @Test func `execve with 20 words is one trip`() async throws {
        let child = try await LinuxProcess.local.clone()
        let (process, counting) = child.process.elsewhere()
        let script = #"[ $# = 16 ] && [ "${16}" = w16 ] && [ "$A" = b ]"#
        let words = ["sh", "-c", script, "name"] + (1...16).map { "w\($0)" }
        let running = try await ClonedProcess(process: process, record: child.record)
            .execve("/bin/sh", words.map { CString($0) }, ["A=b"])
        #expect(counting.trips == 1)
        #expect(try await running.wait() == .exited(status: 0))
        // Dropped before, it would be killed.
        _ = consume child
    }

    @Test func `a path pointer is not read back`() async throws {
        try await withCountedTrips { process, counting in
            let path = try await process.pointer(to: FilePath("/etc/passwd"))
            let before = counting.trips
            _ = try await process.stat(path)
            #expect(counting.trips == before + 1)
        }
    }

    @Test func `write and read of memory elsewhere are one trip each`() async throws {
        try await withCountedTrips { process, counting in
            let pointer = try await process.allocate(UInt64.self)
            let before = counting.trips
            let written = try await pointer.write(0x1234_5678)
            #expect(counting.trips == before + 1)
            #expect(try await written.read() == 0x1234_5678)
            #expect(counting.trips == before + 2)
        }
    }

    @Test func `a program with results of its steps is one trip`() async throws {
        try await withCountedTrips { process, counting in
            var program = process.program()
            let file = try program.open("/etc/passwd")
            let status = try program.fstat(file)
            let bytes = try program.read(file, upTo: 4)
            try program.close(file)
            var results = try await program.run()
            #expect(counting.trips == 1)
            #expect(try results.take(status).fileType == .reg)
            #expect(try results.take(bytes).count == 4)
        }
    }

    @Test func `contents of a small file is one trip`() async throws {
        try await withDirectoryOfOneFile { _, path in
            let size = try await LinuxProcess.local.stat(path.appending("a")).size
            try await withCountedTrips { process, counting in
                let bytes = try await process.contents(of: path.appending("a"), limit: 1 << 20)
                #expect(Int64(bytes.count) == size)
                #expect(counting.trips == 1)
            }
        }
    }

    @Test func `replaceFile is one trip`() async throws {
        try await withDirectoryOfOneFile { _, path in
            try await withCountedTrips { process, counting in
                try await process.replaceFile(at: path.appending("a"), with: "other".utf8, synchronized: true)
                #expect(counting.trips == 1)
                try await process.replaceSymbolicLink(at: path.appending("b"), with: "a")
                #expect(counting.trips == 2)
                let bytes = try await process.contents(of: path.appending("b"), limit: 9)
                #expect(bytes == Array("other".utf8))
            }
        }
    }

    @Test func `which is one trip`() async throws {
        try await withCountedTrips { process, counting in
            let path = Environment(["PATH": "/nonexistent:/usr/local/bin:/usr/bin:/bin"])
            let found = try await path.which("true", in: process)
            #expect(found.string.hasSuffix("/bin/true"))
            #expect(counting.trips == 1)
        }
    }

    @Test func `getdents64 of a small directory is one trip`() async throws {
        try await withDirectoryOfOneFile { _, path in
            try await withCountedTrips { process, counting in
                let directory = try await process.open(path, .directory)
                let before = counting.trips
                let all = try await directory.getdents64().map(\.name.string)
                #expect(Set(all) == [".", "..", "a"])
                #expect(counting.trips == before + 1)
                var program = process.program()
                let opened = try program.open(path, .directory)
                let names = try program.getdents64(opened)
                var results = try await program.run()
                #expect(try results.take(names).entries.count == 3)
                #expect(counting.trips == before + 2)
            }
        }
    }

    @Test func `clone and execve over a stream are one trip each, and the end is reported unasked`()
        async throws
    {
        let first = try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
        let counting = CountingConnection(first.process.connection)
        let maker = first.process.with(connection: counting, nursery: first.process.nursery)
        let child = try await maker.clone()
        #expect(counting.trips == 1)
        let (process, calls) = child.process.elsewhere()
        let running = try await ClonedProcess(process: process, record: child.record).exec(Command("true"))
        // The first of them looks for the program.
        #expect(calls.trips == 2)
        #expect(try await running.wait() == .exited(status: 0))
        #expect(counting.trips == 1)
        #expect(calls.trips == 2)
        // Dropped before, it would be killed.
        _ = consume child
        _ = try await first.killAndWait()
    }

    @Test func `mkdtemp is one trip`() async throws {
        try await withDirectoryOfOneFile { _, path in
            try await withCountedTrips { process, counting in
                let directory = try await process.makeTemporaryDirectory(in: path)
                #expect(counting.trips == 1)
                try await directory.remove()
            }
        }
    }
}
