import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct PacketCallTests {
    let process = ProcessKind.current

    @Test(.enabled(if: geteuid() == 0, "frames take CAP_NET_RAW"))
    func `recvfrom of a packet socket receives a frame that was sent`() async throws {
        try await process.bringUpLoopback()
        let receiver = try await process.socket(.packet, .dgram, frames: .ip)
        // The loopback device is the first of its namespace.
        try await receiver.bind(.packet(protocol: .ip, ifindex: 1))
        let name = try #require(try await receiver.getsockname().packet)
        #expect(name.ifindex == 1)
        #expect(name.protocol == .ip)
        #expect(name.addr == [0, 0, 0, 0, 0, 0])
        let sender = try await process.socket(.inet, .dgram)
        let marker = try await process.getrandom(16)
        // Beside what others send, the frame may find no room, and then it is lost.
        var found: SockaddrLl?
        while found == nil {
            #expect(try await sender.sendto(marker, .inet(port: 9, addr: .loopback)) == 16)
            found = try await receiver.sender(ofFrameEndingIn: marker)
        }
        let address = try #require(found)
        #expect(address.ifindex == 1)
        #expect(address.protocol == .ip)
        // ARPHRD_LOOPBACK.
        #expect(address.hatype == 772)
        try await receiver.setsockopt(
            .packet_add_membership, PacketMreq(ifindex: 1, type: .promisc))
    }

    @Test func `socket of a packet protocol is refused without CAP_NET_RAW`() async throws {
        // In namespaces of its own, the child of an ordinary user has the capability too.
        if process !== LinuxProcess.local {
            try await process.capset(Capabilities())
        } else if geteuid() == 0 {
            return
        }
        await expectErrno(EPERM) { _ = try await process.socket(.packet, .raw, frames: .all).number }
    }

    @Test func `a SockaddrLl has the bytes of struct sockaddr_ll`() throws {
        let address = SockaddrLl(
            protocol: .arp, ifindex: 3, addr: [1, 2, 3, 4, 5, 6], hatype: 1, pkttype: .broadcast)
        let bytes = try SockaddrStorage(address)
        #expect(
            bytes.bytes == [17, 0, 8, 6, 3, 0, 0, 0, 1, 0, 1, 6, 1, 2, 3, 4, 5, 6, 0, 0])
        #expect(bytes.packet == address)
        // As the kernel writes it, without what the hardware address doesn't take.
        #expect(try SockaddrLl(decoding: Array(bytes.bytes.prefix(18)).span.bytes) == address)
        #expect(throws: MemoryDecodingError.truncated(offset: 12, needed: 6, available: 5)) {
            try SockaddrLl(decoding: Array(bytes.bytes.prefix(17)).span.bytes)
        }
        let long = SockaddrLl(protocol: .ip, ifindex: 1, addr: [UInt8](repeating: 9, count: 20))
        #expect(try SockaddrStorage(long).packet == long)
        #expect(throws: MemoryEncodingError.tooManyElements(33, limit: 32)) {
            try SockaddrStorage(SockaddrLl(protocol: .ip, ifindex: 1, addr: [UInt8](repeating: 9, count: 33)))
        }
    }
}

extension OwnedFileDescriptor {
    /// Returns whom a frame is from among those that have come.
    fileprivate func sender(ofFrameEndingIn marker: [UInt8]) async throws -> SockaddrLl? {
        while true {
            do {
                let frame = try await recvfrom(upTo: 2000, .dontwait)
                if frame.bytes.suffix(marker.count) == marker[...] { return frame.address.packet }
            } catch let error as SyscallError where error.errno == .wouldBlock {
                return nil
            }
        }
    }
}
