extension FSCONFIG {
    /// What a command takes as its other arguments.
    enum Arguments {
        case nothing
        case key
        case string
        case bytes
        case path
        case descriptor
    }
}

/// A command of `fsconfig`, which decides how the kernel uses the other arguments.
struct FsconfigCommand: CallArgument {
    typealias Placement = InRegister

    private let command: FSCONFIG
    private let arguments: FSCONFIG.Arguments

    init(_ command: FSCONFIG, taking arguments: FSCONFIG.Arguments) {
        self.command = command
        self.arguments = arguments
    }

    static var usesFrame: Bool { false }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        // The kernel notices most such mistakes, but would take bytes for a string.
        guard command.arguments == arguments else {
            throw Unsupported(.fsconfig, "these arguments of \(command)")
        }
        return .word(command.register)
    }

    var traced: String { command.traced }
}
