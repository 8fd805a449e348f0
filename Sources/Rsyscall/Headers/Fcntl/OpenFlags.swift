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

/// The flags of `open(2)` for a call that opens no path, and so has no access mode.
struct DescriptorFlags: RegisterArgument {
    private let flags: OpenFlags
    init(_ flags: OpenFlags) { self.flags = flags }
    var register: UInt { flags.register }
    var traced: String {
        guard !flags.hasAccessMode else { return flags.traced }
        let names = flags.namesBesideAccess
        return names.isEmpty ? "0" : names.joined(separator: "|")
    }
}
