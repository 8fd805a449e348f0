extension IP_PMTUDISC: SockoptValue {
    /// The number.
    public static var form: SockoptForm<Self> {
        CInt.form.map({ IP_PMTUDISC(rawValue: $0) }, \.rawValue)
    }
}

extension IPTOS: SockoptValue {
    /// The bits.
    public static var form: SockoptForm<Self> { CInt.form.map({ IPTOS(rawValue: $0) }, \.rawValue) }
}
