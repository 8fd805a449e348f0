/// The type and the permissions of a file to create, in one register.
struct NodeMode: RegisterArgument {
    private let type: S_IF
    private let mode: Mode

    init(_ type: S_IF, _ mode: Mode) {
        self.type = type
        self.mode = mode
    }

    var register: UInt { UInt(type.rawValue | mode.rawValue & 0o7777) }
    var traced: String { "\(type)|\(mode)" }
}

/// The number of a device, of which the kernel would silently ignore the bits that it has no room for.
struct DeviceNumber: CallArgument, Sendable {
    typealias Placement = InRegister

    private let number: UInt64

    init(_ number: UInt64) { self.number = number }

    static var usesFrame: Bool { false }

    /// - Throws: ``Unsupported`` if the number has more than 32 bits.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        guard let word = UInt32(exactly: number) else { throw Unsupported(.mknodat, "device \(traced)") }
        return .word(UInt(word))
    }

    var traced: String { "0x" + String(number, radix: 16) }
}
