import CRsyscall

/// `struct f_owner_ex`: who gets `SIGIO` for a descriptor; see `F_SETOWN_EX` in `fcntl(2)`.
public struct FOwnerEx: KernelStruct, Hashable {
    /// What ``pid`` is the number of.
    public var type: F_OWNER
    /// The thread, the process or the group; 0 for nobody.
    public var pid: ProcessID

    /// This owner.
    public init(_ type: F_OWNER, _ pid: ProcessID) {
        self.type = type
        self.pid = pid
    }

    /// The owner that lies in memory like this.
    public init(layout: rsyscall_f_owner_ex) {
        self.init(F_OWNER(rawValue: layout.type), ProcessID(layout.pid))
    }

    /// How the owner lies in memory.
    public var layout: rsyscall_f_owner_ex { rsyscall_f_owner_ex(type: type.rawValue, pid: pid.rawValue) }
}

/// What kind of owner gets `SIGIO`; see `F_SETOWN_EX` in `fcntl(2)`.
public struct F_OWNER: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension F_OWNER {
    /// `F_OWNER_TID`: a thread.
    public static var tid: F_OWNER { F_OWNER(rawValue: CInt(F_OWNER_TID)) }
    /// `F_OWNER_PID`: a process.
    public static var pid: F_OWNER { F_OWNER(rawValue: CInt(F_OWNER_PID)) }
    /// `F_OWNER_PGRP`: a process group.
    public static var pgrp: F_OWNER { F_OWNER(rawValue: CInt(F_OWNER_PGRP)) }

    /// Every member with its name in C.
    public static var names: [(F_OWNER, String)] {
        [
            (.tid, "F_OWNER_TID"),
            (.pid, "F_OWNER_PID"),
            (.pgrp, "F_OWNER_PGRP"),
        ]
    }
}
