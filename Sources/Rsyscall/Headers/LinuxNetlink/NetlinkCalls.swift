extension SystemCalling where Self: ~Copyable {
    /// Creates a socket of ``AF/netlink``: `socket(2)`.
    ///
    /// - Throws: `EPROTONOSUPPORT` if the system has no such protocol, or the errors of `socket`.
    public func socket(
        _ domain: AF, _ type: SOCK, _ protocol: NETLINK, closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.socket, domain, type.closing(onExec: closeOnExec), `protocol`)
    }
}
