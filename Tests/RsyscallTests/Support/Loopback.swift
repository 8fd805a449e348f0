import Foundation
import Rsyscall
import SystemPackage

extension LinuxProcess {
    /// Brings up the loopback device, which is down in a new network namespace; its addresses can't be used until then.
    func bringUpLoopback() async throws {
        let socket = try await socket(.inet, .dgram)
        do {
            try await socket.connect(.inet(port: 9, addr: .loopback))
        } catch let error as SyscallError where error.errno == .networkUnreachable {
            var request = ifreq()
            withUnsafeMutableBytes(of: &request) { $0.copyBytes(from: "lo".utf8) }
            request.ifr_ifru.ifru_flags = Int16(IFF_UP)
            let bytes = withUnsafeBytes(of: request) { Bytes($0) }
            try await unsafeSyscall(.ioctl, socket, UInt(SIOCSIFFLAGS), bytes)
        }
    }

    /// Creates a socket that listens on a port of 127.0.0.1 that the kernel chose.
    func listeningOnLoopback() async throws -> LoopbackListener {
        try await bringUpLoopback()
        let socket = try await socket(.inet, .stream)
        try await socket.bind(.inet(port: 0, addr: .loopback))
        try await socket.listen()
        let name = try await socket.getsockname().decode(as: SockaddrIn.self)
        return LoopbackListener(socket: socket, name: name)
    }
}

/// A socket that listens, and where.
struct LoopbackListener: ~Copyable {
    let socket: OwnedFileDescriptor
    let name: SockaddrIn
}
