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
