/// The two ends of a channel: connected stream sockets, each a descriptor of one of two processes.
@frozen
public struct ChannelEnds: ~Copyable, Sendable {
    /// The end of the process that opened the channel.
    public let here: OwnedFileDescriptor
    /// The end of the other process.
    public let there: OwnedFileDescriptor

    init(here: consuming OwnedFileDescriptor, there: consuming OwnedFileDescriptor) {
        self.here = here
        self.there = there
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Opens a channel between this process and another one, through which bytes go both ways.
    ///
    /// The ends are sockets that `socketpair(2)` makes, close-on-exec. No other process has a copy of either, so a
    /// reader of one finds the end of the stream as soon as the other is closed. If the processes are on different
    /// hosts, each end is a socket of its own host, and the library carries the bytes between them, over the stream to
    /// that host; what was written before an end is closed still arrives. On failure, neither is left open.
    ///
    /// - Throws: What ``inherit(_:)`` throws, or `EMFILE` if this process can have no more descriptors.
    public func openChannel(to other: LinuxProcess) async throws -> ChannelEnds {
        let pair = try await process.socketpair(.unix, .stream)
        guard process.host === other.host else {
            let far = try await other.socketpair(.unix, .stream)
            CarriedEnd.connect(try await CarriedEnd(pair.second), try await CarriedEnd(far.second))
            return ChannelEnds(here: pair.first, there: far.first)
        }
        let there = try await other.inherit(pair.second)
        try await pair.second.close()
        return ChannelEnds(here: pair.first, there: there)
    }
}
