import SystemPackage

extension ChildLife {
    /// Returns the child's folder in our own /proc, or `nil` if there is none.
    func procFolder(_ local: LinuxProcess) async throws -> FilePath? {
        let file = try await local.open("/proc/self/fdinfo/\(pidfd)")
        let lines = String(decoding: try await file.read(upTo: 4096), as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("Pid:") }
        guard let number = line.flatMap({ Int($0.dropFirst(5)) }), number > 0 else { return nil }
        return FilePath("/proc/\(number)")
    }

    /// Notes what the kernel calls `namespace`, which is the child's, if our /proc has the child.
    func identify(_ namespace: PidNamespace, _ local: LinuxProcess) async {
        guard let folder = try? await procFolder(local),
            let inode = try? await local.stat(folder.appending("ns/pid")).ino,
            // If it has been reaped, the folder may have been another process's.
            (try? await procFolder(local)) == folder
        else { return }
        namespace.inode.store(inode, ordering: .relaxed)
    }
}
