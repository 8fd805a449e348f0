extension MSG {
    /// The flags, with which a connection that the peer has closed is reported by `EPIPE` alone.
    ///
    /// - Throws: ``Unsupported`` with `MSG_ZEROCOPY`, with which the kernel reads the memory after the call has returned.
    func withoutSignal(in call: SYS) throws -> MSG {
        guard !contains(.zerocopy) else { throw Unsupported(call, "\(MSG.zerocopy)") }
        return union(.nosignal)
    }

    /// Whether a call may return a number of bytes that it hasn't written: a TCP socket discards them then; see `tcp(7)`.
    var mayDiscard: Bool { contains(.trunc) }

    /// The flags for receiving into room that a result must not be longer than.
    var withoutWholeLength: MSG { subtracting(.trunc) }
}
