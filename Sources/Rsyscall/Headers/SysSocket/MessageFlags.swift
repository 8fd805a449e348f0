extension MSG {
    /// The flags, with which a connection that the peer has closed is reported by `EPIPE` alone.
    var withoutSignal: MSG { union(.nosignal) }

    /// The flags for receiving into room that a result must not be longer than.
    var withoutWholeLength: MSG { subtracting(.trunc) }
}
