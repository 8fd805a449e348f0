extension Mode {
    /// The bits in octal, as strace prints them.
    public var description: String { rawValue == 0 ? "0" : "0" + String(rawValue, radix: 8) }
}
