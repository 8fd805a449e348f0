import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct InternetOptionTests {
    let process = ProcessKind.current

    @Test func `options of TCP are set and read`() async throws {
        let listener = try await process.listeningOnLoopback()
        let client = try await process.socket(.inet, .stream)
        try await client.setsockopt(.tcp_nodelay, true)
        #expect(try await client.getsockopt(.tcp_nodelay))
        try await client.setsockopt(.tcp_keepidle, 77)
        #expect(try await client.getsockopt(.tcp_keepidle) == 77)
        let algorithm = try await client.getsockopt(.tcp_congestion)
        #expect(!algorithm.bytes.isEmpty)
        try await client.setsockopt(.tcp_congestion, algorithm)
        #expect(try await client.getsockopt(.tcp_info).state == .close)
        #expect(try await listener.socket.getsockopt(.tcp_info).state == .listen)
        try await client.connect(listener.name)
        let info = try await client.getsockopt(.tcp_info)
        #expect(info.state == .established)
        #expect(info.snd_mss > 0)
        #expect(info.pmtu > 0)
        #expect(info.snd_cwnd > 0)
        var buffer = try await process.allocate(TcpInfo.self)
        let pointer = try await client.getsockopt(.tcp_info, into: &buffer)
        #expect(try await pointer.read().state == .established)
        await expectErrno(ENOENT) { try await client.setsockopt(.tcp_congestion, "no such algorithm") }
    }

    @Test func `options of IPv4 are set and read`() async throws {
        let socket = try await process.socket(.inet, .dgram)
        try await socket.setsockopt(.ip_ttl, 7)
        #expect(try await socket.getsockopt(.ip_ttl) == 7)
        await expectErrno(EINVAL) { try await socket.setsockopt(.ip_ttl, 256) }
        try await socket.setsockopt(.ip_tos, .lowdelay)
        #expect(try await socket.getsockopt(.ip_tos) == .lowdelay)
        try await socket.setsockopt(.ip_mtu_discover, .do)
        #expect(try await socket.getsockopt(.ip_mtu_discover) == .do)
        try await process.bringUpLoopback()
        let group = IpMreqn(multiaddr: InAddr(239, 1, 2, 3), ifindex: 1)
        try await socket.setsockopt(.ip_add_membership, group)
        await expectErrno(EADDRINUSE) { try await socket.setsockopt(.ip_add_membership, group) }
        try await socket.setsockopt(.ip_drop_membership, group)
        try await socket.setsockopt(.ip_multicast_if, IpMreqn(multiaddr: .any, address: .loopback))
        #expect(try await socket.getsockopt(.ip_multicast_if).address == .loopback)
    }

    @Test func `options of IPv6 are set and read`() async throws {
        let socket: OwnedFileDescriptor
        do {
            socket = try await process.socket(.inet6, .dgram)
        } catch let error as SyscallError where error.errno.rawValue == EAFNOSUPPORT {
            return
        }
        try await socket.setsockopt(.ipv6_v6only, true)
        #expect(try await socket.getsockopt(.ipv6_v6only))
        try await socket.setsockopt(.ipv6_unicast_hops, 9)
        #expect(try await socket.getsockopt(.ipv6_unicast_hops) == 9)
        let group = try #require(In6Addr("ff02::1234"))
        try await process.bringUpLoopback()
        try await socket.setsockopt(.ipv6_join_group, Ipv6Mreq(multiaddr: group, interface: 1))
        try await socket.setsockopt(.ipv6_leave_group, Ipv6Mreq(multiaddr: group, interface: 1))
    }

    @Test func `ip_pktinfo has recvmsg report the address that a datagram was sent to`() async throws {
        try await process.bringUpLoopback()
        let receiver = try await process.socket(.inet, .dgram)
        try await receiver.setsockopt(.ip_pktinfo, true)
        try await receiver.bind(.inet(port: 0))
        let port = try #require(try await receiver.getsockname().inet).port
        let sender = try await process.socket(.inet, .dgram)
        #expect(try await sender.sendto([1], .inet(port: port, addr: InAddr(127, 0, 0, 5))) == 1)
        let message = try await receiver.recvmsg(upTo: 1)
        let info = try #require(message.control.others.first)
        #expect(info.level == .ip)
        // struct in_pktinfo ends with the address.
        #expect(info.data.suffix(4) == [127, 0, 0, 5])
    }
}
