import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct SocketOptionCallTests {
    let process = ProcessKind.current

    @Test func `setsockopt and getsockopt have the type of the option's value`() async throws {
        let socket = try await process.socket(.inet, [.stream, .nonblock], .tcp)
        #expect(try await socket.getsockopt(.type) == .stream)
        #expect(try await socket.getsockopt(.domain) == .inet)
        #expect(try await socket.getsockopt(.protocol) == .tcp)
        #expect(try await socket.getsockopt(.error) == nil)
        #expect(try await socket.getsockopt(.reuseaddr) == false)
        try await socket.setsockopt(.reuseaddr, true)
        #expect(try await socket.getsockopt(.reuseaddr))
        try await socket.setsockopt(.rcvbuf, 8192)
        #expect(try await socket.getsockopt(.rcvbuf) == 16384)
        try await socket.setsockopt(.linger, Linger(onoff: true, linger: 3))
        #expect(try await socket.getsockopt(.linger) == Linger(onoff: true, linger: 3))
        try await socket.setsockopt(.rcvtimeo, Timeval(sec: 2, usec: 500_000))
        #expect(try await socket.getsockopt(.rcvtimeo) == Timeval(sec: 2, usec: 500_000))
        #expect(try await socket.getsockopt(.cookie) != 0)
        #expect(try await socket.getsockopt(.meminfo).count >= 8)
        #expect(try await socket.getsockopt(.bindtodevice) == "")
        try await socket.setsockopt(.max_pacing_rate, 1 << 40)
        #expect(try await socket.getsockopt(.max_pacing_rate) == 1 << 40)
    }

    @Test func `getsockopt of peercred and peergroups describes the peer`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let peer = try await pair.first.getsockopt(.peercred)
        #expect(peer.uid == (try await process.geteuid()))
        #expect(peer.gid == (try await process.getegid()))
        #expect(try await pair.first.getsockopt(.peergroups) == (try await process.getgroups()))
        var buffer = try await process.allocate(Ucred.self)
        #expect(try await pair.second.getsockopt(.peercred, into: &buffer).read() == peer)
        #expect(buffer.size == 0)
    }

    @Test func `getsockopt_peerpidfd refers to the peer`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        do {
            let pidfd = try await pair.first.getsockopt_peerpidfd()
            #expect(try await pidfd.fcntl(.getfd) == FD.cloexec.rawValue)
        } catch let error as SyscallError where error.errno.rawValue == ENOPROTOOPT {
            // Before Linux 6.5.
            return
        }
        let unconnected = try await process.socket(.unix, .stream)
        await expectErrno(ENODATA) { _ = try await unconnected.getsockopt_peerpidfd().number }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { _ = try await file.getsockopt_peerpidfd().number }
    }

    @Test func `getsockopt_peerpidfd of a peer that is gone depends on the kernel`() async throws {
        guard process === LinuxProcess.local else { return }
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        try await listener.listen()
        let child = try await process.clone()
        let client = try await child.socket(.unix, .stream)
        try await client.connect(try await listener.getsockname())
        let connection = try await listener.accept()
        _ = try await child.killAndWait()
        do {
            let pidfd = try await connection.getsockopt_peerpidfd()
            await expectErrno(ESRCH) { try await pidfd.pidfd_send_signal(.kill) }
        } catch let error as SyscallError where [ENOPROTOOPT, ESRCH].contains(error.errno.rawValue) {}
    }

    @Test func `getsockopt into a buffer that is too short fails and leaves it`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        var short = try await process.allocate(UInt64.self, size: 4)
        await expectErrno(EINVAL) { try await pair.first.getsockopt(.cookie, into: &short).free() }
        #expect(short.size == 4)
        guard process !== LinuxProcess.local, geteuid() == 0 else { return }
        try await process.setgroups([Gid(1), Gid(2)])
        let other = try await process.socketpair(.unix, .stream)
        var groups = try await process.allocate([Gid].self, size: 4)
        await expectErrno(ERANGE) { try await other.first.getsockopt(.peergroups, into: &groups).free() }
        #expect(groups.size == 4)
    }

    @Test func `setsockopt_attach_filter drops what the filter refuses`() async throws {
        let pair = try await process.socketpair(.unix, [.dgram, .nonblock])
        // BPF_RET with BPF_K 0: no byte of a message is kept.
        let drop = SockFilter(code: 0x06, k: 0)
        try await pair.second.setsockopt_attach_filter([drop])
        _ = try? await pair.first.send([1])
        await expectErrno(EAGAIN) { _ = try await pair.second.recv(upTo: 1) }
        try await pair.second.setsockopt(.detach_filter, true)
        #expect(try await pair.first.send([2]) == 1)
        #expect(try await pair.second.recv(upTo: 1) == [2])
        let wrong = SockFilter(code: 0xffff, k: 0)
        await expectErrno(EINVAL) { try await pair.second.setsockopt_attach_filter([wrong]) }
        try await pair.second.setsockopt_attach_filter([drop])
        try await pair.second.setsockopt(.lock_filter, true)
        await expectErrno(EPERM) { try await pair.second.setsockopt_attach_filter([drop]) }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { try await file.setsockopt_attach_filter([drop]) }
    }

    @Test func `getsockopt reports the pending error once`() async throws {
        try await process.bringUpLoopback()
        let socket = try await process.socket(.inet, .dgram)
        // Nobody has the port, and no other test is given it.
        try await socket.connect(.inet(port: 9, addr: .loopback))
        repeat {
            // Beside what others send, a datagram may be lost.
            _ = try await socket.send([1])
        } while try await process.poll([Pollfd(socket, [])], milliseconds: 1000) == [[]]
        #expect(try await socket.getsockopt(.error) == .connectionRefused)
        #expect(try await socket.getsockopt(.error) == nil)
    }

    @Test func `setsockopt and getsockopt refuse options that there are not`() async throws {
        let socket = try await process.socket(.unix, .stream)
        await expectErrno(ENOPROTOOPT) { try await socket.setsockopt(.type, .dgram) }
        await expectErrno(ENOPROTOOPT) { _ = try await socket.getsockopt(.sndbufforce) }
        await expectErrno(EINVAL) { try await socket.setsockopt(.busy_poll, -1) }
        await expectErrno(EDOM) { try await socket.setsockopt(.rcvtimeo, Timeval(sec: 1, usec: 5_000_000)) }
        let unknown = SocketOption<CInt>(unsafeLevel: .socket, number: 9999, name: "SO_UNKNOWN")
        let error = await expectErrno(ENOPROTOOPT) { _ = try await socket.getsockopt(unknown) }
        #expect(error?.arguments.contains("SO_UNKNOWN") == true)
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { _ = try await file.getsockopt(.type) }
        await expectErrno(ENOTSOCK) { try await file.setsockopt(.reuseaddr, true) }
        var short = try await process.allocate(Timeval.self, size: 1)
        _ = try await socket.getsockopt(.rcvtimeo, into: &short).size
    }

    @Test func `setsockopt of sndbufforce takes a privilege`() async throws {
        guard process !== LinuxProcess.local, geteuid() == 0 else { return }
        let socket = try await process.socket(.unix, .stream)
        try await process.setresuid(Uid(1), Uid(1), Uid(1))
        await expectErrno(EPERM) { try await socket.setsockopt(.sndbufforce, 1 << 20) }
    }
}
