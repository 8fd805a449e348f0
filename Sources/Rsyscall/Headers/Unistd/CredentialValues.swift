extension Uid: KernelStruct {
    /// The user whose number lies in memory like this.
    public init(layout: UInt32) {
        self.init(layout)
    }

    /// The number.
    public var layout: UInt32 { rawValue }
}

extension Gid: KernelStruct {
    /// The group whose number lies in memory like this.
    public init(layout: UInt32) {
        self.init(layout)
    }

    /// The number.
    public var layout: UInt32 { rawValue }
}

/// The three users of a process, one after another; see `getresuid(2)`.
public struct Resuid: KernelStruct, Hashable {
    /// Who it belongs to.
    public var real: Uid
    /// Whose permissions it has.
    public var effective: Uid
    /// Who it may become again.
    public var saved: Uid

    /// These users.
    public init(real: Uid, effective: Uid, saved: Uid) {
        self.real = real
        self.effective = effective
        self.saved = saved
    }

    /// The users that lie in memory like this.
    public init(layout: InlineArray<3, UInt32>) {
        self.init(real: Uid(layout[0]), effective: Uid(layout[1]), saved: Uid(layout[2]))
    }

    /// How the users lie in memory.
    public var layout: InlineArray<3, UInt32> { [real.rawValue, effective.rawValue, saved.rawValue] }
}

/// The three groups of a process, one after another; see `getresgid(2)`.
public struct Resgid: KernelStruct, Hashable {
    /// Which it belongs to.
    public var real: Gid
    /// Whose permissions it has.
    public var effective: Gid
    /// Which it may take again.
    public var saved: Gid

    /// These groups.
    public init(real: Gid, effective: Gid, saved: Gid) {
        self.real = real
        self.effective = effective
        self.saved = saved
    }

    /// The groups that lie in memory like this.
    public init(layout: InlineArray<3, UInt32>) {
        self.init(real: Gid(layout[0]), effective: Gid(layout[1]), saved: Gid(layout[2]))
    }

    /// How the groups lie in memory.
    public var layout: InlineArray<3, UInt32> { [real.rawValue, effective.rawValue, saved.rawValue] }
}
