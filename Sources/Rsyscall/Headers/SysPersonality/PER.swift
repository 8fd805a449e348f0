extension PER {
    /// The bits that hold the domain, which is a number and not flags.
    private static var mask: UInt32 { 0xff }

    /// The domain alone, without flags.
    public var domain: UInt32 { rawValue & Self.mask }

    /// The domain and the flags beyond those it always has, as strace prints them.
    public var description: String {
        let named = Self.domainNames.first { $0.0.domain == domain && isSuperset(of: $0.0) }
        var rest = PER(rawValue: rawValue & ~(named?.0.rawValue ?? Self.mask))
        var parts = [named?.1 ?? "0x" + String(domain, radix: 16)]
        for (flag, name) in Self.names where rest.isSuperset(of: flag) {
            parts.append(name)
            rest.subtract(flag)
        }
        if rest.rawValue != 0 { parts.append("0x" + String(rest.rawValue, radix: 16)) }
        return parts.joined(separator: "|")
    }
}
