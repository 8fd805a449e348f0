/// The flags of `faccessat2`, one of whose bits has another meaning in other calls.
struct AccessFlags: RegisterArgument {
    let flags: AT
    var register: UInt { flags.register }
    var traced: String {
        guard flags.contains(.eaccess) else { return flags.traced }
        let others = flags.subtracting(.eaccess)
        return others.isEmpty ? "AT_EACCESS" : "AT_EACCESS|\(others)"
    }
}
