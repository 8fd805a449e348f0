import Rsyscall
import Testing

@Suite struct SockaddrInTests {
    @Test func `a SockaddrIn has the bytes of struct sockaddr_in`() throws {
        let address = SockaddrIn(port: 0x1234, addr: InAddr(10, 20, 30, 40))
        let bytes = try SockaddrStorage(address)
        #expect(bytes.bytes == [2, 0, 0x12, 0x34, 10, 20, 30, 40, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes.family == .inet)
        #expect(bytes.inet == address)
        #expect(bytes.inet6 == nil)
        #expect(bytes.unix == nil)
        #expect(throws: MemoryDecodingError.invalidField("sin6_family", value: 2)) {
            try bytes.decode(as: SockaddrIn6.self)
        }
        #expect(
            bytes.description
                == #"{sa_family=AF_INET, sin_port=htons(4660), sin_addr=inet_addr("10.20.30.40")}"#)
    }

    @Test func `a SockaddrIn6 has the bytes of struct sockaddr_in6`() throws {
        let host = try #require(In6Addr("fe80::1:2"))
        let address = SockaddrIn6(port: 80, addr: host, flowinfo: 5, scope_id: 3)
        let bytes = try SockaddrStorage(address).bytes
        #expect(bytes.count == SockaddrIn6.byteCount)
        #expect(bytes.prefix(8) == [10, 0, 0, 80, 0, 0, 0, 5])
        #expect(bytes[8..<24] == [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2])
        #expect(bytes[24...] == [3, 0, 0, 0])
        #expect(try SockaddrStorage(address).inet6 == address)
    }

    @Test func `addresses are made from text and become text again`() {
        #expect(InAddr("127.0.0.1") == .loopback)
        #expect(InAddr("255.255.255.255") == .broadcast)
        #expect(InAddr.any.description == "0.0.0.0")
        for text in ["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.4 ", "a.b.c.d"] {
            #expect(InAddr(text) == nil, "\(text)")
        }
        #expect(In6Addr("::1") == .loopback)
        #expect(In6Addr("::")?.description == "::")
        #expect(In6Addr("2001:DB8:0:0:0:0:0:1")?.description == "2001:db8::1")
        #expect(In6Addr("::ffff:10.0.0.1") == In6Addr(mapping: InAddr(10, 0, 0, 1)))
        for text in ["", ":::", "1::2::3", "fe80::1%lo", "12345::"] {
            #expect(In6Addr(text) == nil, "\(text)")
        }
    }

    @Test func `an address of an unknown family keeps its bytes`() throws {
        let bytes: [UInt8] = [99, 0, 1, 2, 3]
        let address = SockaddrStorage(decoding: bytes.span.bytes)
        #expect(address.bytes == bytes)
        #expect(address.family == AF(rawValue: 99))
        #expect(address.description == #"{sa_family=99, sa_data="\x01\x02\x03"}"#)
        #expect(try SockaddrStorage(address) == address)
        let none = SockaddrStorage(decoding: [UInt8]().span.bytes)
        #expect(none.family == .unspec)
        #expect(SockaddrStorage(decoding: [UInt8](repeating: 7, count: 300).span.bytes).bytes.count == 128)
    }
}
