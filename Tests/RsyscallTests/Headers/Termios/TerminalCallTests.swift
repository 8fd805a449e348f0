import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct TerminalCallTests {
    let process = ProcessKind.current

    /// The two ends of a pty.
    private struct Ends: ~Copyable {
        let master: OwnedFileDescriptor
        let slave: OwnedFileDescriptor
    }

    private func pty() async throws -> Ends {
        let master = try await process.open("/dev/ptmx", [.rdwr, .noctty])
        try await master.ioctl(.tiocsptlck, 0)
        let slave = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty])
        return Ends(master: master, slave: slave)
    }

    @Test func `ioctl of TIOCGPTPEER opens the slave of a pty that TIOCSPTLCK has unlocked`() async throws {
        let master = try await process.open("/dev/ptmx", [.rdwr, .noctty])
        #expect(try await master.ioctl(.tiocgptlck) == 1)
        await expectErrno(EIO) { _ = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty]).number }
        try await master.ioctl(.tiocsptlck, 0)
        let slave = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty])
        #expect(try await slave.fcntl(.getfd) == FD.cloexec.rawValue)
        let kept = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty], closeOnExec: false)
        #expect(try await kept.fcntl(.getfd) == 0)
        let number = try await master.ioctl(.tiocgptn)
        #expect(try await process.stat("/dev/pts/\(number)").rdev == slave.fstat().rdev)
        try await slave.write("out".utf8)
        #expect(try await master.read(upTo: 100) == Array("out".utf8))
    }

    @Test func `ioctl of TIOCGWINSZ returns the Winsize that TIOCSWINSZ set`() async throws {
        let pty = try await pty()
        let size = Winsize(row: 24, col: 80, xpixel: 640, ypixel: 480)
        try await pty.master.ioctl(.tiocswinsz, size)
        #expect(try await pty.slave.ioctl(.tiocgwinsz) == size)
        let other = try await process.pointer(to: Winsize(row: 1, col: 2))
        try await pty.slave.ioctl(.tiocswinsz, other)
        var buffer = try await process.allocate(Winsize.self)
        #expect(try await pty.master.ioctl(.tiocgwinsz, into: &buffer).read() == other.value)
    }

    @Test func `tcsetattr sets what tcgetattr returns and cfmakeraw turns the echo off`() async throws {
        let pty = try await pty()
        var settings = try await pty.slave.tcgetattr()
        #expect(settings.lflag.isSuperset(of: [.echo, .icanon, .isig]))
        #expect(settings[.intr] == 3)
        settings[.intr] = 7
        settings.lflag.remove(.echo)
        try await pty.slave.tcsetattr(.now, settings)
        #expect(try await pty.slave.tcgetattr() == settings)
        try await pty.master.write("typed\n".utf8)
        // The kernel passes it on a little later.
        #expect(try await process.ppoll([Pollfd(pty.slave, .in)]) == [.in])
        #expect(try await pty.slave.ioctl(.fionread) == 6)
        settings.cfmakeraw()
        #expect(settings.lflag.isDisjoint(with: [.echo, .icanon, .isig]))
        #expect(settings[.min] == 1)
        // Which drops what was typed.
        try await pty.slave.tcsetattr(.flush, process.pointer(to: settings))
        #expect(try await pty.slave.ioctl(.fionread) == 0)
        #expect(try await pty.slave.tcgetattr() == settings)
        try await pty.slave.tcsetattr(.drain, settings)
        try await pty.slave.tcdrain()
        try await pty.slave.write("a\n".utf8)
        #expect(try await pty.master.read(upTo: 100) == Array("a\n".utf8))
    }

    @Test func `tcgetattr and tcsetattr and tcgetpgrp fail with ENOTTY on other files`() async throws {
        let file = try await process.memfd_create("file")
        let pty = try await pty()
        let settings = try await pty.slave.tcgetattr()
        await expectErrno(ENOTTY) { _ = try await file.tcgetattr() }
        await expectErrno(ENOTTY) { try await file.tcsetattr(.now, settings) }
        await expectErrno(ENOTTY) { _ = try await file.tcgetpgrp() }
        await expectErrno(ENOTTY) { try await file.tcsetpgrp(ProcessID(1)) }
        await expectErrno(ENOTTY) { _ = try await file.tcgetsid() }
        await expectErrno(ENOTTY) { try await file.tcdrain() }
        // It controls no session of ours.
        await expectErrno(ENOTTY) { _ = try await pty.slave.tcgetpgrp() }
        await expectErrno(ENOTTY) { _ = try await pty.slave.tcgetsid() }
    }

    @Test func `a character that Termios doesn't have reads as 0 and isn't set`() async throws {
        var settings = try await pty().slave.tcgetattr()
        let before = settings
        for number in [-1, 19, .max, .min] {
            settings[ControlCharacter(rawValue: number)] = 1
            #expect(settings[ControlCharacter(rawValue: number)] == 0)
        }
        #expect(settings == before)
        #expect(settings.description.contains("ICRNL"))
    }

    @Test(.everyKindOfChild)
    func `TIOCSCTTY makes a terminal that of the session and tcsetpgrp chooses the foreground`() async throws
    {
        let pty = try await pty()
        let session = try await process.setsid()
        await expectErrno(ENOTTY) { try await pty.slave.tcsetpgrp(session) }
        try await pty.slave.ioctl(.tiocsctty, 0)
        #expect(try await pty.slave.tcgetsid() == session)
        #expect(try await pty.slave.tcgetpgrp() == session)
        try await pty.slave.tcsetpgrp(session)
        await expectErrno(ESRCH) { try await pty.slave.tcsetpgrp(ProcessID(.max)) }
        // Not to be ended by the signal that the session then gets.
        try await process.sigaction(.hup, .ignore)
        try await pty.slave.ioctl(.tiocnotty)
        await expectErrno(ENOTTY) { _ = try await pty.slave.tcgetsid() }
    }

    @Test func `tcflush drops input and tcflow stops output and tcsendbreak returns`() async throws {
        let pty = try await pty()
        try await pty.slave.tcsendbreak()
        try await pty.master.write("typed\n".utf8)
        // The kernel passes it on a little later.
        #expect(try await process.ppoll([Pollfd(pty.slave, .in)]) == [.in])
        #expect(try await pty.slave.ioctl(.fionread) == 6)
        try await pty.slave.tcflush(.iflush)
        #expect(try await pty.slave.ioctl(.fionread) == 0)
        try await pty.slave.tcflush(.ioflush)
        try await pty.slave.fcntl(.setfl, Int(OpenFlags.nonblock.rawValue))
        try await pty.slave.tcflow(.ooff)
        await expectErrno(EAGAIN) { _ = try await pty.slave.write(Bytes("held".utf8)) }
        try await pty.slave.tcflow(.oon)
        #expect(try await pty.slave.write(Bytes("sent".utf8)) == 4)
        await expectErrno(EINVAL) { try await pty.slave.tcflush(TerminalQueue(rawValue: 9)) }
        await expectErrno(EINVAL) { try await pty.slave.tcflow(TerminalFlow(rawValue: 9)) }
        let file = try await process.memfd_create("file")
        await expectErrno(ENOTTY) { try await file.tcflush(.oflush) }
        await expectErrno(ENOTTY) { try await file.tcflow(.ion) }
        await expectErrno(ENOTTY) { try await file.tcsendbreak() }
    }
}
