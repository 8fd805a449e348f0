import Glibc
import Rsyscall

/// `lo`, which is down in a new network namespace until it is brought up.
enum LoopbackInterface {
    static func bringUp(in child: borrowing ClonedProcess, from process: LinuxProcess) async throws {
        let number = try await child.unsafeSyscall(
            .socket, AF_INET, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        let socket = try OwnedFileDescriptor(adopting: FileDescriptorNumber(CInt(number)), of: child.process)
        var request = ifreq()
        withUnsafeMutableBytes(of: &request) { $0.copyBytes(from: "lo".utf8) }
        request.ifr_ifru.ifru_flags = Int16(IFF_UP)
        let bytes = withUnsafeBytes(of: request) { Bytes($0) }
        try await child.unsafeSyscall(.ioctl, socket, UInt(SIOCSIFFLAGS), bytes)
    }
}
