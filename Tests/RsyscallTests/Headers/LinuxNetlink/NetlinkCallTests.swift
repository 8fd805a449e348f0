import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct NetlinkCallTests {
    let process = ProcessKind.current

    @Test func `sendto and recvfrom of a netlink socket list the devices`() async throws {
        let socket = try await process.socket(.netlink, .raw, .route)
        try await socket.bind(.netlink())
        let name = try #require(try await socket.getsockname().netlink)
        #expect(name.pid != 0)
        #expect(name.groups == [])
        // struct nlmsghdr with RTM_GETLINK, NLM_F_REQUEST and NLM_F_DUMP, and struct rtgenmsg.
        let request: [UInt8] = [20, 0, 0, 0, 18, 0, 1, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(try await socket.sendto(request, .netlink()) == request.count)
        let reply = try await socket.recvfrom(upTo: 1 << 16)
        #expect(reply.address.netlink == SockaddrNl())
        #expect(reply.bytes.count > 16)
        #expect(Data(reply.bytes).range(of: Data("lo\0".utf8)) != nil)
    }

    @Test func `a netlink socket is bound to groups and joins others`() async throws {
        let socket = try await process.socket(.netlink, [.raw, .nonblock], .route)
        try await socket.bind(.netlink(groups: [.link, .ipv4_ifaddr]))
        let name = try #require(try await socket.getsockname().netlink)
        #expect(name.groups == [.link, .ipv4_ifaddr])
        try await socket.setsockopt(.netlink_add_membership, 3)
        #expect(try await socket.getsockopt(.netlink_list_memberships).first == 0b10101)
        await expectErrno(EPROTONOSUPPORT) {
            _ = try await process.socket(.netlink, .raw, NETLINK(rawValue: 99)).number
        }
    }

    @Test func `a SockaddrNl has the bytes of struct sockaddr_nl`() throws {
        let address = SockaddrNl(pid: 7, groups: .notify)
        let bytes = try SockaddrStorage(address)
        #expect(bytes.bytes == [16, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0, 0])
        #expect(bytes.netlink == address)
        #expect(bytes.description == "{sa_family=AF_NETLINK, nl_pid=7, nl_groups=0x2}")
    }
}
