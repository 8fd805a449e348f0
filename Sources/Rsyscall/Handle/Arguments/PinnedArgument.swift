extension PinnedAddress: CallArgument {
    /// A register, since an address doesn't say what it is the address of.
    public typealias Placement = InRegister

    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }
    /// Places the address.
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(unsafeAddress.rawValue)
    }
    /// A question mark, since the address is not to outlive the pin.
    public var traced: String { "?" }
}
