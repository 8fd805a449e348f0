import SystemPackage

extension LinuxProcess {
    /// Whether a close that failed with `errno` was refused by a filter, and the descriptor is still open. If the
    /// kernel itself reports an error, it has closed the descriptor.
    func isKeptOpen(after errno: Errno) async -> Bool {
        // The kernel may report EIO for data or EACCES of a file server; only a filter reports it for a closed number.
        guard errno != .badFileDescriptor else { return false }
        let absent = Step(.close, (FileDescriptorNumber(.max).register, 0, 0, 0, 0, 0))
        return (try? await connection.call(absent)) == -Int(errno.rawValue)
    }
}
