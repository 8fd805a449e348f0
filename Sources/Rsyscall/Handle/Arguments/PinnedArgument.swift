extension PinnedAddress: CallArgument {
    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }
    /// Places the address.
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(unsafeAddress.rawValue)
    }
    /// The address in hexadecimal.
    public var traced: String { self.unsafeAddress.description }
}
