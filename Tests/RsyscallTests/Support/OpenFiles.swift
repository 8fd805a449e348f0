import Foundation
import Rsyscall

extension LinuxProcess {
    /// How many descriptors of the process are of a file with `name` in its path.
    func openFiles(named name: String) async throws -> Int {
        let directory = try await open("/proc/self/fd", .directory)
        var count = 0
        for entry in try await directory.getdents64() where entry.type == .lnk {
            // Those of other tests may be closed by now.
            let path = try? await directory.readlinkat(entry.name)
            if path?.string.contains(name) == true { count += 1 }
        }
        return count
    }
}
