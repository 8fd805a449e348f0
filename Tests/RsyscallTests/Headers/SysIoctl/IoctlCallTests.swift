import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

@Suite(.everyKindOfProcess) struct IoctlCallTests {
    let process = ProcessKind.current

    @Test func `ioctl of FIONREAD returns the number of bytes in a pipe`() async throws {
        let pipe = try await process.pipe2()
        try await pipe.write.write("12345".utf8)
        #expect(try await pipe.read.ioctl(.fionread) == 5)
        var buffer = try await process.allocate([CInt].self, count: 2).unsafelyReinterpret(as: CInt.self)
        #expect(try await pipe.read.ioctl(.fionread, into: &buffer).read() == 5)
        #expect(buffer.size == 4)
    }

    @Test func `ioctl of FIONBIO reads a number from memory`() async throws {
        let pipe = try await process.pipe2()
        try await pipe.read.ioctl(.fionbio, 1)
        await expectErrno(EAGAIN) { _ = try await pipe.read.read(upTo: 1) }
        let off = try await process.pointer(to: CInt(0))
        try await pipe.read.ioctl(.fionbio, off)
        #expect(try await pipe.read.fcntl(.getfl) & Int(OpenFlags.nonblock.rawValue) == 0)
        try await pipe.read.ioctl(.fionclex)
        #expect(try await pipe.read.fcntl(.getfd) == 0)
        try await pipe.read.ioctl(.fioclex)
        #expect(try await pipe.read.fcntl(.getfd) == FD.cloexec.rawValue)
    }

    @Test func `ioctl fails with ENOTTY on a file that doesn't know the request`() async throws {
        let file = try await process.memfd_create("file")
        await expectErrno(ENOTTY) { _ = try await file.ioctl(.tiocgwinsz) }
        await expectErrno(ENOTTY) { _ = try await file.ioctl(.blkgetsize64) }
        await expectErrno(ENOTTY) { _ = try await file.ioctl(.tiocgptpeer, .rdwr).number }
        await expectErrno(ENOTTY) { try await file.ioctl(.tcsbrk, 1) }
        await expectErrno(ENOTTY) { try await file.ioctl(.tiocnotty) }
        let error = await expectErrno(ENOTTY) { try await file.ioctl(.tiocswinsz, Winsize(row: 1, col: 2)) }
        #expect(
            error?.arguments.dropFirst() == [
                "TIOCSWINSZ", "{ws_row=1, ws_col=2, ws_xpixel=0, ws_ypixel=0}",
            ])
    }

    @Test func `ioctl of FICLONE takes a descriptor and fails with EOPNOTSUPP on a memfd`() async throws {
        let file = try await process.memfd_create("file")
        let other = try await process.memfd_create("other")
        await expectErrno(EOPNOTSUPP) { try await file.ioctl(.ficlone, other) }
        let child = try await LinuxProcess.local.clone()
        let theirs = try await child.memfd_create("theirs")
        await #expect(throws: Mismatch.self) { try await file.ioctl(.ficlone, theirs) }
        _ = try await child.exit()
    }

    @Test func `ioctl with an unsafe request makes it and refuses one of more bytes`() async throws {
        let pipe = try await process.pipe2()
        try await pipe.write.write("123".utf8)
        let count = IoctlRequest<IoctlUse.Fills<CInt>>(unsafe: 0x541b)
        #expect(try await pipe.read.ioctl(count) == 3)
        let long = IoctlRequest<IoctlUse.Fills<CInt>>(unsafe: 0x8008_541b)
        await #expect(throws: PointerError.valueTooLong(byteCount: 8, size: 4)) {
            _ = try await pipe.read.ioctl(long)
        }
        let reading = IoctlRequest<IoctlUse.Fills<CInt>>(unsafe: 0x4004_541b)
        await #expect(throws: PointerError.valueTooLong(byteCount: 4, size: 0)) {
            _ = try await pipe.read.ioctl(reading)
        }
        #expect("\(count) \(IoctlRequest.fionread)" == "0x541b FIONREAD")
        #expect(count == .fionread)
    }

    @Test func `a program records ioctl of a request that takes a number`() async throws {
        let file = try await process.memfd_create("file")
        var program = process.program()
        try program.ioctl(file, .fionclex)
        _ = try await program.run()
        #expect(try await file.fcntl(.getfd) == 0)
    }
}

@Suite struct KnownRequestTests {
    static let all =
        KnownRequest.terminals + KnownRequest.files + KnownRequest.namespaces + KnownRequest.processes

    @Test func `the number of each request has the size and direction of what it passes`() {
        for request in Self.all where request.encoded != (0, 0) {
            #expect(request.encoded == request.used, "\(request.name)")
        }
        let encoded = Self.all.filter { $0.encoded != (0, 0) }.map(\.name)
        #expect(
            Set(encoded) == [
                "TIOCGPTN", "TIOCSPTLCK", "TIOCGPKT", "TIOCGPTLCK", "FICLONE", "BLKGETSIZE64",
                "PIDFD_GET_INFO",
            ])
    }

    @Test func `each table of requests is compared`() throws {
        let tables = packageRoot.appendingPathComponent("Scripts/Tables")
        var lists: [String] = []
        for file in try FileManager.default.contentsOfDirectory(at: tables, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            lists += text.matches(of: /@requests \w+ (\w+)/).map { String($0.1) }
        }
        #expect(lists.sorted() == ["files", "namespaces", "processes", "terminals"])
    }
}
