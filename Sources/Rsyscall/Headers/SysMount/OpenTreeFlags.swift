/// The flags of `open_tree`, which are of two kinds in one register.
struct OpenTreeFlags: RegisterArgument {
    let flags: OPEN_TREE
    let at: AT
    var register: UInt { flags.register | at.register }
    var traced: String { at.isEmpty ? flags.traced : flags.isEmpty ? at.traced : "\(flags)|\(at)" }
}
