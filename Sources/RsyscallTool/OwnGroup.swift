import Glibc
import Rsyscall
import SystemPackage

/// Our process group.
enum OwnGroup {
    /// Whether no shell could continue it once it is stopped. The kernel drops the signals by which a terminal stops such
    /// a group; see `setpgid(2)`.
    static func isOrphaned(_ process: LinuxProcess) async -> Bool {
        var ancestor = getppid()
        while ancestor > 0, getpgid(ancestor) == getpgrp() {
            guard let parent = await parent(of: ancestor, process) else { return false }
            ancestor = parent
        }
        return ancestor <= 0 || getsid(ancestor) != getsid(0)
    }

    private static func parent(of ancestor: pid_t, _ process: LinuxProcess) async -> pid_t? {
        let path = FilePath("/proc/\(ancestor)/stat")
        guard let line = try? await process.contents(of: path) else { return nil }
        // The name of a process may contain anything, but the last parenthesis ends it.
        let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
        return fields.count > 2 ? pid_t(fields[2]) : nil
    }
}
