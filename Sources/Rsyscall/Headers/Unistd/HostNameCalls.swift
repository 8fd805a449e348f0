extension SystemCalling where Self: ~Copyable {
    /// Sets the host name of the process's UTS namespace: `sethostname(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_admin``, or `EINVAL` for a name of more than 64 bytes.
    public func sethostname(_ name: String) async throws {
        try await process.syscall(.sethostname, Bytes(name.utf8), name.utf8.count)
    }

    /// Sets the host name of the process's UTS namespace to these bytes: `sethostname(2)`.
    public func sethostname(_ name: borrowing some ValueInput<Bytes>) async throws {
        try await process.syscall(.sethostname, name, name.byteCount(for: process))
    }

    /// Sets the NIS domain name of the process's UTS namespace: `setdomainname(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_admin``, or `EINVAL` for a name of more than 64 bytes.
    public func setdomainname(_ name: String) async throws {
        try await process.syscall(.setdomainname, Bytes(name.utf8), name.utf8.count)
    }

    /// Sets the NIS domain name of the process's UTS namespace to these bytes: `setdomainname(2)`.
    public func setdomainname(_ name: borrowing some ValueInput<Bytes>) async throws {
        try await process.syscall(.setdomainname, name, name.byteCount(for: process))
    }
}
