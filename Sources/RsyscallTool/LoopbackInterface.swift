import Glibc
import Rsyscall

/// `lo`, which is down in a network namespace of one's own until somebody brings it up.
enum LoopbackInterface {
    static func bringUp(in child: borrowing ClonedProcess, from process: LinuxProcess) async throws {
        let task = child.task
        let number = try await task.syscall(
            .socket, AF_INET, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        let socket = OwnedFileDescriptor(adopting: FileDescriptorNumber(CInt(number)), of: task)
        var request = ifreq()
        withUnsafeMutableBytes(of: &request) { $0.copyBytes(from: "lo".utf8) }
        request.ifr_ifru.ifru_flags = Int16(IFF_UP)
        let bytes = withUnsafeBytes(of: request) { Bytes($0) }
        try await process.pointer(to: bytes).withPinned(in: task.addressSpace) { request in
            _ = try await task.syscall(.ioctl, socket.number, UInt(SIOCSIFFLAGS), request)
        }
    }
}
