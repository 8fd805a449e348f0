extension Uid: KernelStruct {
    /// Creates the user from the number in memory.
    public init(layout: UInt32) {
        self.init(layout)
    }

    /// The number.
    public var layout: UInt32 { rawValue }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Gid: KernelStruct {
    /// Creates the group from the number in memory.
    public init(layout: UInt32) {
        self.init(layout)
    }

    /// The number.
    public var layout: UInt32 { rawValue }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

/// The three users of a process, one after another; see `getresuid(2)`.
public struct Resuid: KernelStruct, Hashable {
    /// The real user.
    public var real: Uid
    /// The effective user, whose permissions the process has.
    public var effective: Uid
    /// The saved user, which can become the effective one again.
    public var saved: Uid

    /// Creates the struct.
    public init(real: Uid, effective: Uid, saved: Uid) {
        self.real = real
        self.effective = effective
        self.saved = saved
    }

    /// Creates the struct from the three numbers.
    public init(layout: InlineArray<3, UInt32>) {
        self.init(real: Uid(layout[0]), effective: Uid(layout[1]), saved: Uid(layout[2]))
    }

    /// The three numbers.
    public var layout: InlineArray<3, UInt32> { [real.rawValue, effective.rawValue, saved.rawValue] }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

/// The three groups of a process, one after another; see `getresgid(2)`.
public struct Resgid: KernelStruct, Hashable {
    /// The real group.
    public var real: Gid
    /// The effective group, whose permissions the process has.
    public var effective: Gid
    /// The saved group, which can become the effective one again.
    public var saved: Gid

    /// Creates the struct.
    public init(real: Gid, effective: Gid, saved: Gid) {
        self.real = real
        self.effective = effective
        self.saved = saved
    }

    /// Creates the struct from the three numbers.
    public init(layout: InlineArray<3, UInt32>) {
        self.init(real: Gid(layout[0]), effective: Gid(layout[1]), saved: Gid(layout[2]))
    }

    /// The three numbers.
    public var layout: InlineArray<3, UInt32> { [real.rawValue, effective.rawValue, saved.rawValue] }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}
