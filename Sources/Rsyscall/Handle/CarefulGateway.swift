import CRsyscall
import SystemPackage

/// The gateway to memory of this host that the kernel is to touch for us: another process's, or pages of
/// our own that may be gone, such as those past the end of a file that was cut.
///
/// A bad address is `EFAULT` here, and not a crash. See `process_vm_readv(2)`.
final class CarefulGateway: MemoryGateway {
    /// The process whose memory it is, as we count.
    private let pid: ProcessID

    init(_ pid: ProcessID) {
        self.pid = pid
    }

    var isDirect: Bool { false }

    func write(_ bytes: [UInt8], to address: Address) async throws {
        try bytes.withUnsafeBytes { local in
            try transfer(
                Int(__NR_process_vm_writev), "process_vm_writev", UInt(bitPattern: local.baseAddress),
                address, local.count)
        }
    }

    func read(_ count: Int, from address: Address) async throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { local, initialized in
            try transfer(
                Int(__NR_process_vm_readv), "process_vm_readv", UInt(bitPattern: local.baseAddress), address,
                count)
            initialized = count
        }
    }

    private func transfer(_ call: Int, _ name: String, _ local: UInt, _ remote: Address, _ count: Int) throws
    {
        var done = 0
        while done < count {
            var ours = rsyscall_iovec()
            ours.iov_base = UnsafeMutableRawPointer(bitPattern: local + UInt(done))
            ours.iov_len = UInt(count - done)
            var theirs = rsyscall_iovec()
            theirs.iov_base = UnsafeMutableRawPointer(bitPattern: remote.rawValue + UInt(done))
            theirs.iov_len = UInt(count - done)
            let result = withUnsafeBytes(of: &ours) { ours in
                withUnsafeBytes(of: &theirs) { theirs in
                    rsyscall_instruction(
                        call, UInt(pid.rawValue), UInt(bitPattern: ours.baseAddress), 1,
                        UInt(bitPattern: theirs.baseAddress), 1, 0)
                }
            }
            guard result > 0 else {
                throw SyscallError(
                    errno: result == 0 ? .badAddress : Errno(rawValue: CInt(-result)), call: name,
                    arguments: [pid.description, remote.description, String(count)], process: pid)
            }
            done += result
        }
    }
}
