import SystemPackage

@testable import Rsyscall

/// A way to make a value of bytes, which throws if they are none.
struct Decoder: Sendable, CustomStringConvertible {
    let description: String
    /// How many bytes a value takes, where every value takes as many.
    let byteCount: Int?
    let decode: @Sendable (RawSpan) throws -> Void

    init<Value: MemoryReadable & SendableMetatype>(_ type: Value.Type) {
        description = "\(type)"
        byteCount = (type as? any FixedSize.Type)?.byteCount
        decode = { _ = try Value(decoding: $0) }
    }

    init(_ name: String, byteCount: Int?, _ decode: @escaping @Sendable (RawSpan) throws -> Void) {
        description = name
        self.byteCount = byteCount
        self.decode = decode
    }

    /// Decodes an address from the bytes as they are, and from those behind its family.
    init<Address: Sockaddr>(_ type: Address.Type, _ family: AF) {
        let byteCount = (type as? any FixedSize.Type)?.byteCount
        self.init("\(type)", byteCount: byteCount) { bytes in
            let asTheyAre = Result { try Address(decoding: bytes) }
            guard bytes.byteCount >= 2 else {
                _ = try asTheyAre.get()
                return
            }
            let start = [UInt8(family.rawValue), 0]
            // Allocated as long as it is, so that a read past its end is found.
            let address = start + bytes.withUnsafeBytes { Array($0.dropFirst(2)) }
            _ = try Address(decoding: address.span.bytes)
        }
    }

    /// The type's name without its parameters.
    var name: String { String(description.prefix { $0 != "<" }) }
}

extension Decoder {
    static let all: [Decoder] = [
        Decoder(Bytes.self),
        Decoder(CString.self),
        Decoder(CapHeader.self),
        Decoder(Capabilities.self),
        Decoder(CloneArgs.self),
        Decoder(CpuSet.self),
        Decoder(DirentList.self),
        Decoder(FOwnerEx.self),
        Decoder(FilePath.self),
        Decoder(FileStatus.self),
        Decoder(Flock.self),
        Decoder(Gid.self),
        Decoder(InlineArray<5, UInt16>.self),
        Decoder(In6Addr.self),
        Decoder(InAddr.self),
        Decoder(Int.self),
        Decoder(Int16.self),
        Decoder(Int32.self),
        Decoder(Int64.self),
        Decoder(Int8.self),
        Decoder(EpollEvent.self),
        Decoder(IpMreqn.self),
        Decoder(Ipv6Mreq.self),
        Decoder(Itimerspec.self),
        Decoder(SignalfdSiginfo.self),
        Decoder([SignalfdSiginfo].self),
        Decoder(PidfdInfo.self),
        Decoder(Winsize.self),
        Decoder(Termios.self),
        Decoder(Linger.self),
        Decoder(MountAttr.self),
        Decoder(Resgid.self),
        Decoder(Resuid.self),
        Decoder(Rlimit.self),
        Decoder(Sigaction.self),
        Decoder(Siginfo.self),
        Decoder(Sigset.self),
        Decoder(SockaddrIn.self, .inet),
        Decoder(SockaddrIn6.self, .inet6),
        Decoder(SockaddrLl.self, .packet),
        Decoder(SockaddrNl.self, .netlink),
        Decoder(SockaddrStorage.self),
        Decoder(SockaddrUn.self, .unix),
        Decoder(SockaddrVm.self, .vsock),
        Decoder(SockFilter.self),
        Decoder(Statx.self),
        Decoder(String.self),
        Decoder(PacketMreq.self),
        Decoder(TcpInfo.self),
        Decoder(Timespec.self),
        Decoder(Timeval.self),
        Decoder(Ucred.self),
        Decoder(UInt.self),
        Decoder(UInt16.self),
        Decoder(UInt32.self),
        Decoder(UInt64.self),
        Decoder(UInt8.self),
        Decoder(Uid.self),
        Decoder(Utsname.self),
        Decoder(Cachestat.self),
        Decoder(InotifyEventList.self),
        Decoder(Itimerval.self),
        Decoder(Rusage.self),
        Decoder(SchedAttr.self),
        Decoder(Statfs.self),
        Decoder(Sysinfo.self),
        Decoder(XattrList.self),
        Decoder([Timespec].self),
        Decoder([UInt32].self),
        Decoder("PipeEnds", byteCount: PipeEnds.byteCount) { bytes in
            _ = try PipeEnds(
                decoding: bytes,
                owner: DescriptorOwner(process: detached, table: DescriptorTable()))
        },
        Decoder("ReceivedControl", byteCount: nil) { bytes in
            // Dropped here, it closes nothing.
            _ = try ReceivedControl(
                decoding: bytes,
                owner: DescriptorOwner(process: detached, table: DescriptorTable())
            ).others
        },
        Decoder("SocketPair", byteCount: SocketPair.byteCount) { bytes in
            _ = try SocketPair(
                decoding: bytes,
                owner: DescriptorOwner(process: detached, table: DescriptorTable()))
        },
    ]

    /// A process with an empty descriptor table, in which a random number closes nothing.
    private static let detached = LinuxProcess(
        pid: LinuxProcess.local.pid, connection: NoConnection(), host: LinuxProcess.local.host,
        allocator: LinuxProcess.local.allocator, nursery: nil)
}
