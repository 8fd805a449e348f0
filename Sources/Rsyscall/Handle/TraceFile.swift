import Glibc
import SystemPackage

/// The file that `RSYSCALL_TRACE` names.
final class TraceFile: Sendable {
    private let descriptor: FileDescriptor

    /// Opens the file to append to it. If that fails, reports it on standard error and returns `nil`.
    init?(_ path: FilePath) {
        do {
            // Not through our own calls, which would trace themselves.
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.append, .create], permissions: [.ownerReadWrite])
            _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC)
        } catch {
            _ = try? FileDescriptor.standardError.writeAll("RSYSCALL_TRACE: \(path): \(error)\n".utf8)
            return nil
        }
    }

    @Sendable
    func append(_ line: String) {
        _ = try? descriptor.writeAll((line + "\n").utf8)
    }
}
