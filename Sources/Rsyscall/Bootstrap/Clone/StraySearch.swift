import SystemPackage

// A process that is cloned below an init is a child of ours, or of an init further up, but its maker gets the number
// that it has in the maker's namespace. If the maker dies, its pidfd is gone, and no other process may be there to ask
// what that number means, since the namespace may be over and the new process a zombie. But until its parent reaps it,
// the kernel lists all its numbers and its namespace, and no other process has the same number in that.
extension StrayProcess {
    /// Returns the number that the process has in the namespace of its parent, or `nil` if our /proc doesn't show it.
    func number(in parent: LinuxProcess, _ local: LinuxProcess) async throws -> ProcessID? {
        if parent.pidNamespace === pidNamespace { return pid }
        let inode = pidNamespace.inode.load(ordering: .relaxed)
        guard inode != 0, let folder = try await parent.procFolder(local) else { return nil }
        let listed = try await ListedProcess(folder: local.open(folder, .directory))
        let level = listed.numbers.count - 1
        let proc = try await local.open("/proc", .directory)
        for entry in try await proc.getdents64() where CInt(entry.name.string) != nil {
            do {
                // An open folder never becomes another process's.
                let child = try await ListedProcess(folder: proc.openat(entry.name, .directory))
                guard child.parent == listed.pid, child.numbers.count > level,
                    try await child.has(pid, inNamespace: inode)
                else { continue }
                return child.numbers[level]
            } catch let error as SyscallError where !error.isExhaustion {
                // One that is reaped meanwhile is not ours.
                continue
            }
        }
        return nil
    }
}

extension LinuxProcess {
    fileprivate func procFolder(_ local: LinuxProcess) async throws -> FilePath? {
        guard let life else { return "/proc/self" }
        return try await life.procFolder(local)
    }
}

/// What /proc lists of a process.
private struct ListedProcess: ~Copyable {
    let folder: OwnedFileDescriptor
    /// Its number and its parent's in the namespace of /proc.
    let pid: ProcessID
    let parent: ProcessID
    /// Its numbers in the namespace of /proc and in each below that, down to its own.
    let numbers: [ProcessID]

    init(folder: consuming OwnedFileDescriptor) async throws {
        let status = try await folder.openat("status").read(upTo: 1 << 16)
        self.folder = folder
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        func numbers(_ name: String) -> [ProcessID] {
            let line = lines.first { $0.hasPrefix(name + ":") } ?? ""
            return line.split(separator: "\t").compactMap { CInt($0).map { ProcessID($0) } }
        }
        pid = numbers("Pid").first ?? ProcessID(0)
        parent = numbers("PPid").first ?? ProcessID(0)
        self.numbers = numbers("NSpid")
    }

    /// Whether its number is `pid` in the namespace whose inode number is `inode`.
    func has(_ pid: ProcessID, inNamespace inode: UInt64) async throws -> Bool {
        guard numbers.contains(pid) else { return false }
        var namespace = try await folder.openat("ns/pid")
        for number in numbers.reversed() {
            if try await namespace.fstat().ino == inode { return number == pid }
            namespace = try await namespace.ioctl(.ns_get_parent)
        }
        return false
    }
}
