/// `struct landlock_ruleset_attr`: the actions that a ruleset forbids; see `landlock_create_ruleset(2)`.
struct LandlockRuleset: CallArgument, Sendable {
    typealias Placement = InMemory<[UInt64]>

    private let fs: LANDLOCK_ACCESS_FS
    private let net: LANDLOCK_ACCESS_NET
    private let scope: LANDLOCK_SCOPE

    init(_ fs: LANDLOCK_ACCESS_FS, _ net: LANDLOCK_ACCESS_NET, _ scope: LANDLOCK_SCOPE) {
        self.fs = fs
        self.net = net
        self.scope = scope
    }

    /// A kernel that knows fewer fields takes more if they are zeros.
    static var byteCount: Int { 3 * MemoryLayout<UInt64>.size }
    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        try frame.place([fs.rawValue, net.rawValue, scope.rawValue], in: process.addressSpace)
    }

    var traced: String { "{handled_access_fs=\(fs), handled_access_net=\(net), scoped=\(scope)}" }
}

/// `struct landlock_path_beneath_attr`: what a rule allows with the files in a directory; see `landlock_add_rule(2)`.
struct LandlockPathRule: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let allowed: LANDLOCK_ACCESS_FS
    private let parent: NumberInTable

    init(_ allowed: LANDLOCK_ACCESS_FS, _ parent: NumberInTable) {
        self.allowed = allowed
        self.parent = parent
    }

    static var usesFrame: Bool { true }

    /// - Throws: ``Mismatch`` if the process has another descriptor table.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        _ = try parent.place(in: &frame, for: process, Seal())
        // The C struct is packed: no field has an alignment.
        let rule = try frame.reserve(12)
        frame.base.storeBytes(of: allowed.rawValue, toByteOffset: rule, as: UInt64.self)
        frame.base.storeBytes(of: parent.number.rawValue, toByteOffset: rule + 8, as: CInt.self)
        return .frame(rule)
    }

    var traced: String { "{allowed_access=\(allowed), parent_fd=\(parent.traced)}" }
}
