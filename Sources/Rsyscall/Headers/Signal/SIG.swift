extension SIG {
    /// Returns the real-time signal at an offset from the first one that the kernel knows; see `signal(7)`.
    public static func rt(_ offset: CInt) -> SIG { SIG(rawValue: 32 &+ offset) }
}
