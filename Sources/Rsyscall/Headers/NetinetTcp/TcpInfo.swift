/// `struct tcp_info`: the state of a connection, as far as every kernel reports it; see `TCP_INFO` in `tcp(7)`.
public struct TcpInfo: KernelStruct, Hashable {
    /// The state of the connection.
    public var state: TCP
    /// The state of congestion control.
    public var ca_state: UInt8
    /// How many times in a row a segment was retransmitted.
    public var retransmits: UInt8
    /// How many probes are unanswered.
    public var probes: UInt8
    /// The exponent of the time between retransmissions.
    public var backoff: UInt8
    /// Which options the connection uses.
    public var options: UInt8
    /// The retransmission timeout, in microseconds.
    public var rto: UInt32
    /// The timeout of delayed acknowledgments, in microseconds.
    public var ato: UInt32
    /// The maximum size of a segment to send, in bytes.
    public var snd_mss: UInt32
    /// The maximum size of a segment to receive, in bytes.
    public var rcv_mss: UInt32
    /// How many segments are not acknowledged; for a listening socket, how many connections wait to be accepted.
    public var unacked: UInt32
    /// How many segments are selectively acknowledged; for a listening socket, how many connections may wait.
    public var sacked: UInt32
    /// How many segments are lost.
    public var lost: UInt32
    /// How many segments were retransmitted and are not acknowledged.
    public var retrans: UInt32
    /// The path's MTU, in bytes.
    public var pmtu: UInt32
    /// The smoothed round-trip time, in microseconds.
    public var rtt: UInt32
    /// The variation of the round-trip time, in microseconds.
    public var rttvar: UInt32
    /// The congestion window, in segments.
    public var snd_cwnd: UInt32
    /// How many segments were retransmitted in total.
    public var total_retrans: UInt32

    /// The C layout, as far as ``TcpInfo`` has fields for it.
    public struct Layout: BitwiseCopyable, Sendable {
        fileprivate var bytes: InlineArray<8, UInt8>
        fileprivate var words: InlineArray<24, UInt32>
    }

    /// Creates the struct from its C layout.
    public init(layout: Layout) {
        let (bytes, words) = (layout.bytes, layout.words)
        state = TCP(rawValue: bytes[0])
        ca_state = bytes[1]
        retransmits = bytes[2]
        probes = bytes[3]
        backoff = bytes[4]
        options = bytes[5]
        rto = words[0]
        ato = words[1]
        snd_mss = words[2]
        rcv_mss = words[3]
        unacked = words[4]
        sacked = words[5]
        lost = words[6]
        retrans = words[7]
        pmtu = words[13]
        rtt = words[15]
        rttvar = words[16]
        snd_cwnd = words[18]
        total_retrans = words[23]
    }

    /// The C layout.
    public var layout: Layout {
        var layout = Layout(bytes: InlineArray(repeating: 0), words: InlineArray(repeating: 0))
        for (index, byte) in [state.rawValue, ca_state, retransmits, probes, backoff, options].enumerated() {
            layout.bytes[index] = byte
        }
        for (index, word) in [rto, ato, snd_mss, rcv_mss, unacked, sacked, lost, retrans].enumerated() {
            layout.words[index] = word
        }
        layout.words[13] = pmtu
        layout.words[15] = rtt
        layout.words[16] = rttvar
        layout.words[18] = snd_cwnd
        layout.words[23] = total_retrans
        return layout
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension TcpInfo: CustomStringConvertible {
    /// The state and the times, as strace prints them.
    public var description: String {
        "{tcpi_state=\(state), tcpi_rto=\(rto), tcpi_rtt=\(rtt), tcpi_rttvar=\(rttvar), ...}"
    }
}

extension TcpInfo: SockoptValue {
    /// The C struct.
    public static var form: SockoptForm<Self> { .plain }
}
