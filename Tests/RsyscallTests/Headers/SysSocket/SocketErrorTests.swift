import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Errors of `bind`, `connect` and `accept` that take a network, a queue or an identity in a certain state.
@Suite(.everyKindOfProcess) struct SocketErrorTests {
    let process = ProcessKind.current

    @Test func `accept reports EMFILE`() async throws {
        // Other tests have descriptors of our own process.
        guard process !== LinuxProcess.local else { return }
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        try await listener.listen()
        let limit = try await process.getrlimit(.nofile)
        try await process.setrlimit(.nofile, Rlimit(cur: 3, max: limit.max))
        await expectErrno(EMFILE) { _ = try await listener.accept().number }
        await expectErrno(EMFILE) { _ = try await process.socketpair(.unix, .stream).first.number }
        try await process.setrlimit(.nofile, limit)
    }

    @Test func `listen refuses a socket that is connected`() async throws {
        let listener = try await process.listeningOnLoopback()
        let client = try await process.socket(.inet, .stream)
        try await client.connect(listener.name)
        await expectErrno(EINVAL) { try await client.listen() }
    }

    @Test func `connect reports EALREADY until there is an answer, and ETIMEDOUT if none comes`()
        async throws
    {
        try await process.bringUpLoopback()
        let listener = try await process.socket(.inet, .stream)
        try await listener.bind(.inet(port: 0, addr: .loopback))
        try await listener.listen(0)
        let name = try await listener.getsockname()
        // Nothing is accepted, so the queue is full after a few.
        var clients = DescriptorList()
        var isFull = false
        while !isFull {
            let client = try await process.socket(.inet, [.stream, .nonblock])
            await expectErrno(EINPROGRESS) { try await client.connect(name) }
            do {
                try await client.connect(name)
            } catch let error as SyscallError where error.errno == .EALREADY {
                isFull = true
            }
            clients.append(client)
        }
        let last = try await process.socket(.inet, .stream)
        // It gives up when it would ask again for the first time.
        try await last.setsockopt(.tcp_user_timeout, 1)
        await expectErrno(ETIMEDOUT) { try await last.connect(name) }
    }

    @Test func `connect to a broadcast address takes the option broadcast`() async throws {
        try await process.bringUpLoopback()
        let socket = try await process.socket(.inet, .dgram)
        let everyone = SockaddrIn(port: 9, addr: InAddr(127, 255, 255, 255))
        await expectErrno(EACCES) { try await socket.connect(everyone) }
        try await socket.setsockopt(.broadcast, true)
        try await socket.connect(everyone)
    }

    @Test func `connect reports ENETUNREACH without a route and EHOSTUNREACH if the route says so`()
        async throws
    {
        let own = try await process.readlink("/proc/thread-self/ns/net")
        guard own != (try await LinuxProcess.local.readlink("/proc/self/ns/net")) else { return }
        let socket = try await process.socket(.inet, .stream)
        let host = SockaddrIn(port: 9, addr: InAddr(192, 0, 2, 1))
        await expectErrno(ENETUNREACH) { try await socket.connect(host) }
        // struct nlmsghdr with RTM_NEWROUTE, NLM_F_REQUEST, NLM_F_ACK and NLM_F_CREATE, struct rtmsg with
        // RTN_UNREACHABLE, and RTA_DST.
        let route: [UInt8] =
            [36, 0, 0, 0, 24, 0, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0]
            + [2, 32, 0, 0, 254, 4, 0, 7, 0, 0, 0, 0] + [8, 0, 1, 0, 192, 0, 2, 1]
        let netlink = try await process.socket(.netlink, .raw, .route)
        #expect(try await netlink.send(route) == route.count)
        // The error of struct nlmsgerr.
        #expect(try await netlink.recv(upTo: 1000).dropFirst(16).prefix(4) == [0, 0, 0, 0])
        await expectErrno(EHOSTUNREACH) { try await socket.connect(host) }
    }

    @Test func `bind to a low port and connect to a path and socket of ICMP report EACCES`() async throws {
        guard process !== LinuxProcess.local, geteuid() == 0 else { return }
        try await withTemporaryDirectory { directory in
            let path = directory.appending("socket")
            let listener = try await process.socket(.unix, .stream)
            try await listener.bind(.unix(path: path))
            try await listener.listen()
            let own = try await process.readlink("/proc/thread-self/ns/net")
            let isOwn = own != (try await LinuxProcess.local.readlink("/proc/self/ns/net"))
            try await process.setresuid(Uid(1), Uid(1), Uid(1))
            let client = try await process.socket(.unix, .stream)
            await expectErrno(EACCES) { try await client.connect(.unix(path: path)) }
            // A host may let everybody do what a new network namespace doesn't.
            guard isOwn else { return }
            let socket = try await process.socket(.inet, .stream)
            await expectErrno(EACCES) { try await socket.bind(.inet(port: 1)) }
            await expectErrno(EACCES) { _ = try await process.socket(.inet, .dgram, .icmp).number }
        }
    }
}
