import CRsyscall
import SystemPackage

/// The descriptor that `LinuxProcess.local` opens for its own use.
enum OwnDescriptor {
    /// Opens one like it and closes it again, since the library, which has no caller to throw to, would end us with a
    /// fatal error.
    ///
    /// - Throws: ``Failure`` if the kernel refuses one; see `epoll_create1(2)`.
    static func check() throws(Failure) {
        let descriptor = rsyscall_instruction(Int(__NR_epoll_create1), 0, 0, 0, 0, 0, 0)
        guard descriptor >= 0 else {
            throw Failure("no descriptor for our own use: \(Errno(rawValue: CInt(-descriptor)))")
        }
        _ = rsyscall_instruction(Int(__NR_close), UInt(descriptor), 0, 0, 0, 0, 0)
    }
}
