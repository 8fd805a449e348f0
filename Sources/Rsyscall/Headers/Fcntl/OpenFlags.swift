extension OpenFlags {
    /// The bits that hold the access mode, which is a number and not flags.
    private static var accessMode: OpenFlags { OpenFlags(rawValue: 3) }

    /// The names in C as strace prints them, the access mode first.
    public var description: String {
        let mode = intersection(.accessMode)
        let access = Self.names.first { $0.0 == mode }?.1 ?? "O_ACCMODE"
        return ([access] + namesBesideAccess).joined(separator: "|")
    }

    fileprivate var hasAccessMode: Bool { !isDisjoint(with: .accessMode) }

    fileprivate var namesBesideAccess: [String] {
        var rest = subtracting(.accessMode)
        var parts: [String] = []
        for (flag, name) in Self.names where !flag.hasAccessMode && !flag.isEmpty {
            if rest.isSuperset(of: flag) {
                parts.append(name)
                rest.subtract(flag)
            }
        }
        if !rest.isEmpty { parts.append("0x" + String(rest.rawValue, radix: 16)) }
        return parts
    }
}

extension OpenFlags {
    /// The same flags with the bits that they have on the other architecture.
    var foreign: OpenFlags {
        // O_DIRECT and O_LARGEFILE are on x86_64 where O_DIRECTORY and O_NOFOLLOW are on aarch64, and the other way round.
        let (low, high): (CInt, CInt) = (0xc000, 0x30000)
        return OpenFlags(rawValue: rawValue & ~(low | high) | (rawValue & low) << 2 | (rawValue & high) >> 2)
    }

    /// Places the bits that the flags have for the process.
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(process.addressSpace.isForeign ? foreign.register : register)
    }
}

extension OpenFlags: CallResult {
    /// The flags that the call returned.
    public init(_ outcome: borrowing CallOutcome) {
        let flags = OpenFlags(rawValue: CInt(truncatingIfNeeded: outcome.result))
        self = outcome.isForeign ? flags.foreign : flags
    }
}

/// The flags of `open(2)` for a call that opens no path, and so has no access mode.
struct DescriptorFlags: RegisterArgument {
    private let flags: OpenFlags
    init(_ flags: OpenFlags) { self.flags = flags }
    var register: UInt { flags.register }
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        flags.place(in: &frame, for: process, Seal())
    }
    var traced: String {
        guard !flags.hasAccessMode else { return flags.traced }
        let names = flags.namesBesideAccess
        return names.isEmpty ? "0" : names.joined(separator: "|")
    }
}
