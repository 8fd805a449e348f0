import CRsyscall

/// `struct clone_args`: how a process is created; see `clone(2)`.
public struct CloneArgs: KernelStruct, Hashable {
    /// What the new process shares, and what it gets of its own.
    public var flags: CLONE
    /// The address at which its pidfd is stored.
    public var pidfd: Address
    /// The address in its memory at which its number is stored, or cleared when it leaves that memory.
    public var childTid: Address
    /// The address in the caller's memory at which its number is stored.
    public var parentTid: Address
    /// The signal that the parent receives when it ends; 0 for none.
    public var exitSignal: UInt64
    /// The lowest address of its stack.
    public var stack: Address
    /// The size of its stack in bytes.
    public var stackSize: UInt64
    /// Its thread-local storage.
    public var tls: UInt64
    /// The address of an array of the numbers that it is to have, one for each pid namespace from its own outward.
    public var setTid: Address
    /// The number of elements of that array.
    public var setTidSize: UInt64
    /// The descriptor of the cgroup it starts in.
    public var cgroup: UInt64

    static let pidfdOffset = 8
    static let setTidOffset = 64

    /// Creates the arguments; those that aren't given are zero.
    public init(
        flags: CLONE, pidfd: Address = .null, childTid: Address = .null, parentTid: Address = .null,
        exitSignal: UInt64 = 0, stack: Address = .null, stackSize: UInt64 = 0, tls: UInt64 = 0,
        setTid: Address = .null, setTidSize: UInt64 = 0, cgroup: UInt64 = 0
    ) {
        self.flags = flags
        self.pidfd = pidfd
        self.childTid = childTid
        self.parentTid = parentTid
        self.exitSignal = exitSignal
        self.stack = stack
        self.stackSize = stackSize
        self.tls = tls
        self.setTid = setTid
        self.setTidSize = setTidSize
        self.cgroup = cgroup
    }

    /// Creates the arguments from their C layout.
    public init(layout: RawCloneArgs) {
        self.init(
            flags: CLONE(rawValue: layout.words[0]), pidfd: Address(UInt(layout.words[1])),
            childTid: Address(UInt(layout.words[2])), parentTid: Address(UInt(layout.words[3])),
            exitSignal: layout.words[4], stack: Address(UInt(layout.words[5])), stackSize: layout.words[6],
            tls: layout.words[7], setTid: Address(UInt(layout.words[8])), setTidSize: layout.words[9],
            cgroup: layout.words[10])
    }

    /// The C layout.
    public var layout: RawCloneArgs {
        RawCloneArgs(
            words: [
                flags.rawValue, UInt64(pidfd.rawValue), UInt64(childTid.rawValue), UInt64(parentTid.rawValue),
                exitSignal, UInt64(stack.rawValue), stackSize, tls, UInt64(setTid.rawValue), setTidSize,
                cgroup,
            ])
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

/// The eleven 64-bit words of a `struct clone_args`, which the C importer leaves out for its alignment.
public struct RawCloneArgs: BitwiseCopyable, Sendable {
    /// The words in order.
    public var words: InlineArray<11, UInt64>
}
