import CRsyscall

/// A capability: what a process may do; see `capabilities(7)`.
public struct CAP: KernelConstant {
    /// The number as the kernel has it.
    public let rawValue: CInt

    /// The constant with this number, named or not.
    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }
}

extension CAP {
    /// `CAP_CHOWN`: change owners.
    public static var chown: CAP { CAP(rawValue: CInt(CAP_CHOWN)) }
    /// `CAP_DAC_OVERRIDE`: pass over permission bits.
    public static var dac_override: CAP { CAP(rawValue: CInt(CAP_DAC_OVERRIDE)) }
    /// `CAP_DAC_READ_SEARCH`: read and search everywhere.
    public static var dac_read_search: CAP { CAP(rawValue: CInt(CAP_DAC_READ_SEARCH)) }
    /// `CAP_FOWNER`: act as the owner of any file.
    public static var fowner: CAP { CAP(rawValue: CInt(CAP_FOWNER)) }
    /// `CAP_FSETID`: keep set-user-ID bits.
    public static var fsetid: CAP { CAP(rawValue: CInt(CAP_FSETID)) }
    /// `CAP_KILL`: signal any process.
    public static var kill: CAP { CAP(rawValue: CInt(CAP_KILL)) }
    /// `CAP_SETGID`: change groups.
    public static var setgid: CAP { CAP(rawValue: CInt(CAP_SETGID)) }
    /// `CAP_SETUID`: change users.
    public static var setuid: CAP { CAP(rawValue: CInt(CAP_SETUID)) }
    /// `CAP_SETPCAP`: give capabilities away.
    public static var setpcap: CAP { CAP(rawValue: CInt(CAP_SETPCAP)) }
    /// `CAP_LINUX_IMMUTABLE`: change immutable files.
    public static var linux_immutable: CAP { CAP(rawValue: CInt(CAP_LINUX_IMMUTABLE)) }
    /// `CAP_NET_BIND_SERVICE`: bind low ports.
    public static var net_bind_service: CAP { CAP(rawValue: CInt(CAP_NET_BIND_SERVICE)) }
    /// `CAP_NET_BROADCAST`: broadcast.
    public static var net_broadcast: CAP { CAP(rawValue: CInt(CAP_NET_BROADCAST)) }
    /// `CAP_NET_ADMIN`: administer the network.
    public static var net_admin: CAP { CAP(rawValue: CInt(CAP_NET_ADMIN)) }
    /// `CAP_NET_RAW`: use raw sockets.
    public static var net_raw: CAP { CAP(rawValue: CInt(CAP_NET_RAW)) }
    /// `CAP_IPC_LOCK`: lock memory.
    public static var ipc_lock: CAP { CAP(rawValue: CInt(CAP_IPC_LOCK)) }
    /// `CAP_IPC_OWNER`: pass over permissions of System V objects.
    public static var ipc_owner: CAP { CAP(rawValue: CInt(CAP_IPC_OWNER)) }
    /// `CAP_SYS_MODULE`: load modules.
    public static var sys_module: CAP { CAP(rawValue: CInt(CAP_SYS_MODULE)) }
    /// `CAP_SYS_RAWIO`: use ports and raw memory.
    public static var sys_rawio: CAP { CAP(rawValue: CInt(CAP_SYS_RAWIO)) }
    /// `CAP_SYS_CHROOT`: change the root.
    public static var sys_chroot: CAP { CAP(rawValue: CInt(CAP_SYS_CHROOT)) }
    /// `CAP_SYS_PTRACE`: trace any process.
    public static var sys_ptrace: CAP { CAP(rawValue: CInt(CAP_SYS_PTRACE)) }
    /// `CAP_SYS_PACCT`: account for processes.
    public static var sys_pacct: CAP { CAP(rawValue: CInt(CAP_SYS_PACCT)) }
    /// `CAP_SYS_ADMIN`: administer the system.
    public static var sys_admin: CAP { CAP(rawValue: CInt(CAP_SYS_ADMIN)) }
    /// `CAP_SYS_BOOT`: reboot.
    public static var sys_boot: CAP { CAP(rawValue: CInt(CAP_SYS_BOOT)) }
    /// `CAP_SYS_NICE`: raise priorities.
    public static var sys_nice: CAP { CAP(rawValue: CInt(CAP_SYS_NICE)) }
    /// `CAP_SYS_RESOURCE`: pass over limits.
    public static var sys_resource: CAP { CAP(rawValue: CInt(CAP_SYS_RESOURCE)) }
    /// `CAP_SYS_TIME`: set the clock.
    public static var sys_time: CAP { CAP(rawValue: CInt(CAP_SYS_TIME)) }
    /// `CAP_SYS_TTY_CONFIG`: configure terminals.
    public static var sys_tty_config: CAP { CAP(rawValue: CInt(CAP_SYS_TTY_CONFIG)) }
    /// `CAP_MKNOD`: make devices.
    public static var mknod: CAP { CAP(rawValue: CInt(CAP_MKNOD)) }
    /// `CAP_LEASE`: take leases.
    public static var lease: CAP { CAP(rawValue: CInt(CAP_LEASE)) }
    /// `CAP_AUDIT_WRITE`: write to the audit log.
    public static var audit_write: CAP { CAP(rawValue: CInt(CAP_AUDIT_WRITE)) }
    /// `CAP_AUDIT_CONTROL`: control auditing.
    public static var audit_control: CAP { CAP(rawValue: CInt(CAP_AUDIT_CONTROL)) }
    /// `CAP_SETFCAP`: set capabilities of files.
    public static var setfcap: CAP { CAP(rawValue: CInt(CAP_SETFCAP)) }
    /// `CAP_MAC_OVERRIDE`: pass over mandatory access control.
    public static var mac_override: CAP { CAP(rawValue: CInt(CAP_MAC_OVERRIDE)) }
    /// `CAP_MAC_ADMIN`: administer mandatory access control.
    public static var mac_admin: CAP { CAP(rawValue: CInt(CAP_MAC_ADMIN)) }
    /// `CAP_SYSLOG`: use the kernel log.
    public static var syslog: CAP { CAP(rawValue: CInt(CAP_SYSLOG)) }
    /// `CAP_WAKE_ALARM`: wake the machine.
    public static var wake_alarm: CAP { CAP(rawValue: CInt(CAP_WAKE_ALARM)) }
    /// `CAP_BLOCK_SUSPEND`: keep it awake.
    public static var block_suspend: CAP { CAP(rawValue: CInt(CAP_BLOCK_SUSPEND)) }
    /// `CAP_AUDIT_READ`: read the audit log.
    public static var audit_read: CAP { CAP(rawValue: CInt(CAP_AUDIT_READ)) }
    /// `CAP_PERFMON`: observe performance.
    public static var perfmon: CAP { CAP(rawValue: CInt(CAP_PERFMON)) }
    /// `CAP_BPF`: use BPF.
    public static var bpf: CAP { CAP(rawValue: CInt(CAP_BPF)) }
    /// `CAP_CHECKPOINT_RESTORE`: checkpoint and restore.
    public static var checkpoint_restore: CAP { CAP(rawValue: CInt(CAP_CHECKPOINT_RESTORE)) }

    /// Every member with its name in C.
    public static var names: [(CAP, String)] {
        [
            (.chown, "CAP_CHOWN"),
            (.dac_override, "CAP_DAC_OVERRIDE"),
            (.dac_read_search, "CAP_DAC_READ_SEARCH"),
            (.fowner, "CAP_FOWNER"),
            (.fsetid, "CAP_FSETID"),
            (.kill, "CAP_KILL"),
            (.setgid, "CAP_SETGID"),
            (.setuid, "CAP_SETUID"),
            (.setpcap, "CAP_SETPCAP"),
            (.linux_immutable, "CAP_LINUX_IMMUTABLE"),
            (.net_bind_service, "CAP_NET_BIND_SERVICE"),
            (.net_broadcast, "CAP_NET_BROADCAST"),
            (.net_admin, "CAP_NET_ADMIN"),
            (.net_raw, "CAP_NET_RAW"),
            (.ipc_lock, "CAP_IPC_LOCK"),
            (.ipc_owner, "CAP_IPC_OWNER"),
            (.sys_module, "CAP_SYS_MODULE"),
            (.sys_rawio, "CAP_SYS_RAWIO"),
            (.sys_chroot, "CAP_SYS_CHROOT"),
            (.sys_ptrace, "CAP_SYS_PTRACE"),
            (.sys_pacct, "CAP_SYS_PACCT"),
            (.sys_admin, "CAP_SYS_ADMIN"),
            (.sys_boot, "CAP_SYS_BOOT"),
            (.sys_nice, "CAP_SYS_NICE"),
            (.sys_resource, "CAP_SYS_RESOURCE"),
            (.sys_time, "CAP_SYS_TIME"),
            (.sys_tty_config, "CAP_SYS_TTY_CONFIG"),
            (.mknod, "CAP_MKNOD"),
            (.lease, "CAP_LEASE"),
            (.audit_write, "CAP_AUDIT_WRITE"),
            (.audit_control, "CAP_AUDIT_CONTROL"),
            (.setfcap, "CAP_SETFCAP"),
            (.mac_override, "CAP_MAC_OVERRIDE"),
            (.mac_admin, "CAP_MAC_ADMIN"),
            (.syslog, "CAP_SYSLOG"),
            (.wake_alarm, "CAP_WAKE_ALARM"),
            (.block_suspend, "CAP_BLOCK_SUSPEND"),
            (.audit_read, "CAP_AUDIT_READ"),
            (.perfmon, "CAP_PERFMON"),
            (.bpf, "CAP_BPF"),
            (.checkpoint_restore, "CAP_CHECKPOINT_RESTORE"),
        ]
    }
}
