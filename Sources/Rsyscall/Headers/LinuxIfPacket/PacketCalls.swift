extension SystemCalling where Self: ~Copyable {
    /// Creates a socket of ``AF/packet`` for the frames of a protocol: `socket(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/net_raw``, or the errors of `socket`.
    public func socket(
        _ domain: AF, _ type: SOCK, frames protocol: ETH_P, closeOnExec: Bool = true
    ) async throws -> OwnedFileDescriptor {
        try await process.syscall(.socket, domain, type.closing(onExec: closeOnExec), `protocol`.networkOrder)
    }
}

extension ETH_P {
    /// The number in network byte order.
    var networkOrder: UInt16 { UInt16(truncatingIfNeeded: rawValue).bigEndian }

    /// The protocol with this number in network byte order.
    init(networkOrder: UInt16) { self.init(rawValue: CInt(UInt16(bigEndian: networkOrder))) }
}
