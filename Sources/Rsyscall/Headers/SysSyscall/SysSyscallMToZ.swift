import CRsyscall

extension SYS {
    /// `madvise(2)`.
    public static var madvise: SYS { SYS(__NR_madvise, "madvise") }
    /// `mbind(2)`.
    public static var mbind: SYS { SYS(__NR_mbind, "mbind") }
    /// `membarrier(2)`.
    public static var membarrier: SYS { SYS(__NR_membarrier, "membarrier") }
    /// `memfd_create(2)`.
    public static var memfd_create: SYS { SYS(__NR_memfd_create, "memfd_create") }
    /// `memfd_secret(2)`.
    public static var memfd_secret: SYS { SYS(__NR_memfd_secret, "memfd_secret") }
    /// `migrate_pages(2)`.
    public static var migrate_pages: SYS { SYS(__NR_migrate_pages, "migrate_pages") }
    /// `mincore(2)`.
    public static var mincore: SYS { SYS(__NR_mincore, "mincore") }
    /// `mkdirat(2)`.
    public static var mkdirat: SYS { SYS(__NR_mkdirat, "mkdirat") }
    /// `mknodat(2)`.
    public static var mknodat: SYS { SYS(__NR_mknodat, "mknodat") }
    /// `mlock(2)`.
    public static var mlock: SYS { SYS(__NR_mlock, "mlock") }
    /// `mlock2(2)`.
    public static var mlock2: SYS { SYS(__NR_mlock2, "mlock2") }
    /// `mlockall(2)`.
    public static var mlockall: SYS { SYS(__NR_mlockall, "mlockall") }
    /// `mmap(2)`.
    public static var mmap: SYS { SYS(__NR_mmap, "mmap") }
    /// `mount(2)`.
    public static var mount: SYS { SYS(__NR_mount, "mount") }
    /// `mount_setattr(2)`.
    public static var mount_setattr: SYS { SYS(__NR_mount_setattr, "mount_setattr") }
    /// `move_mount(2)`.
    public static var move_mount: SYS { SYS(__NR_move_mount, "move_mount") }
    /// `move_pages(2)`.
    public static var move_pages: SYS { SYS(__NR_move_pages, "move_pages") }
    /// `mprotect(2)`.
    public static var mprotect: SYS { SYS(__NR_mprotect, "mprotect") }
    /// `mq_getsetattr(2)`.
    public static var mq_getsetattr: SYS { SYS(__NR_mq_getsetattr, "mq_getsetattr") }
    /// `mq_notify(2)`.
    public static var mq_notify: SYS { SYS(__NR_mq_notify, "mq_notify") }
    /// `mq_open(2)`.
    public static var mq_open: SYS { SYS(__NR_mq_open, "mq_open") }
    /// `mq_timedreceive(2)`.
    public static var mq_timedreceive: SYS { SYS(__NR_mq_timedreceive, "mq_timedreceive") }
    /// `mq_timedsend(2)`.
    public static var mq_timedsend: SYS { SYS(__NR_mq_timedsend, "mq_timedsend") }
    /// `mq_unlink(2)`.
    public static var mq_unlink: SYS { SYS(__NR_mq_unlink, "mq_unlink") }
    /// `mremap(2)`.
    public static var mremap: SYS { SYS(__NR_mremap, "mremap") }
    /// `msgctl(2)`.
    public static var msgctl: SYS { SYS(__NR_msgctl, "msgctl") }
    /// `msgget(2)`.
    public static var msgget: SYS { SYS(__NR_msgget, "msgget") }
    /// `msgrcv(2)`.
    public static var msgrcv: SYS { SYS(__NR_msgrcv, "msgrcv") }
    /// `msgsnd(2)`.
    public static var msgsnd: SYS { SYS(__NR_msgsnd, "msgsnd") }
    /// `msync(2)`.
    public static var msync: SYS { SYS(__NR_msync, "msync") }
    /// `munlock(2)`.
    public static var munlock: SYS { SYS(__NR_munlock, "munlock") }
    /// `munlockall(2)`.
    public static var munlockall: SYS { SYS(__NR_munlockall, "munlockall") }
    /// `munmap(2)`.
    public static var munmap: SYS { SYS(__NR_munmap, "munmap") }
    /// `name_to_handle_at(2)`.
    public static var name_to_handle_at: SYS { SYS(__NR_name_to_handle_at, "name_to_handle_at") }
    /// `nanosleep(2)`.
    public static var nanosleep: SYS { SYS(__NR_nanosleep, "nanosleep") }
    /// `newfstatat(2)`.
    public static var newfstatat: SYS { SYS(__NR_newfstatat, "newfstatat") }
    /// `nfsservctl(2)`.
    public static var nfsservctl: SYS { SYS(__NR_nfsservctl, "nfsservctl") }
    /// `open_by_handle_at(2)`.
    public static var open_by_handle_at: SYS { SYS(__NR_open_by_handle_at, "open_by_handle_at") }
    /// `open_tree(2)`.
    public static var open_tree: SYS { SYS(__NR_open_tree, "open_tree") }
    /// `openat(2)`.
    public static var openat: SYS { SYS(__NR_openat, "openat") }
    /// `openat2(2)`.
    public static var openat2: SYS { SYS(__NR_openat2, "openat2") }
    /// `perf_event_open(2)`.
    public static var perf_event_open: SYS { SYS(__NR_perf_event_open, "perf_event_open") }
    /// `personality(2)`.
    public static var personality: SYS { SYS(__NR_personality, "personality") }
    /// `pidfd_getfd(2)`.
    public static var pidfd_getfd: SYS { SYS(__NR_pidfd_getfd, "pidfd_getfd") }
    /// `pidfd_open(2)`.
    public static var pidfd_open: SYS { SYS(__NR_pidfd_open, "pidfd_open") }
    /// `pidfd_send_signal(2)`.
    public static var pidfd_send_signal: SYS { SYS(__NR_pidfd_send_signal, "pidfd_send_signal") }
    /// `pipe2(2)`.
    public static var pipe2: SYS { SYS(__NR_pipe2, "pipe2") }
    /// `pivot_root(2)`.
    public static var pivot_root: SYS { SYS(__NR_pivot_root, "pivot_root") }
    /// `pkey_alloc(2)`.
    public static var pkey_alloc: SYS { SYS(__NR_pkey_alloc, "pkey_alloc") }
    /// `pkey_free(2)`.
    public static var pkey_free: SYS { SYS(__NR_pkey_free, "pkey_free") }
    /// `pkey_mprotect(2)`.
    public static var pkey_mprotect: SYS { SYS(__NR_pkey_mprotect, "pkey_mprotect") }
    /// `ppoll(2)`.
    public static var ppoll: SYS { SYS(__NR_ppoll, "ppoll") }
    /// `prctl(2)`.
    public static var prctl: SYS { SYS(__NR_prctl, "prctl") }
    /// `pread64(2)`.
    public static var pread64: SYS { SYS(__NR_pread64, "pread64") }
    /// `preadv(2)`.
    public static var preadv: SYS { SYS(__NR_preadv, "preadv") }
    /// `preadv2(2)`.
    public static var preadv2: SYS { SYS(__NR_preadv2, "preadv2") }
    /// `prlimit64(2)`.
    public static var prlimit64: SYS { SYS(__NR_prlimit64, "prlimit64") }
    /// `process_madvise(2)`.
    public static var process_madvise: SYS { SYS(__NR_process_madvise, "process_madvise") }
    /// `process_mrelease(2)`.
    public static var process_mrelease: SYS { SYS(__NR_process_mrelease, "process_mrelease") }
    /// `process_vm_readv(2)`.
    public static var process_vm_readv: SYS { SYS(__NR_process_vm_readv, "process_vm_readv") }
    /// `process_vm_writev(2)`.
    public static var process_vm_writev: SYS { SYS(__NR_process_vm_writev, "process_vm_writev") }
    /// `pselect6(2)`.
    public static var pselect6: SYS { SYS(__NR_pselect6, "pselect6") }
    /// `ptrace(2)`.
    public static var ptrace: SYS { SYS(__NR_ptrace, "ptrace") }
    /// `pwrite64(2)`.
    public static var pwrite64: SYS { SYS(__NR_pwrite64, "pwrite64") }
    /// `pwritev(2)`.
    public static var pwritev: SYS { SYS(__NR_pwritev, "pwritev") }
    /// `pwritev2(2)`.
    public static var pwritev2: SYS { SYS(__NR_pwritev2, "pwritev2") }
    /// `quotactl(2)`.
    public static var quotactl: SYS { SYS(__NR_quotactl, "quotactl") }
    /// `quotactl_fd(2)`.
    public static var quotactl_fd: SYS { SYS(__NR_quotactl_fd, "quotactl_fd") }
    /// `read(2)`.
    public static var read: SYS { SYS(__NR_read, "read") }
    /// `readahead(2)`.
    public static var readahead: SYS { SYS(__NR_readahead, "readahead") }
    /// `readlinkat(2)`.
    public static var readlinkat: SYS { SYS(__NR_readlinkat, "readlinkat") }
    /// `readv(2)`.
    public static var readv: SYS { SYS(__NR_readv, "readv") }
    /// `reboot(2)`.
    public static var reboot: SYS { SYS(__NR_reboot, "reboot") }
    /// `recvfrom(2)`.
    public static var recvfrom: SYS { SYS(__NR_recvfrom, "recvfrom") }
    /// `recvmmsg(2)`.
    public static var recvmmsg: SYS { SYS(__NR_recvmmsg, "recvmmsg") }
    /// `recvmsg(2)`.
    public static var recvmsg: SYS { SYS(__NR_recvmsg, "recvmsg") }
    /// `remap_file_pages(2)`.
    public static var remap_file_pages: SYS { SYS(__NR_remap_file_pages, "remap_file_pages") }
    /// `removexattr(2)`.
    public static var removexattr: SYS { SYS(__NR_removexattr, "removexattr") }
    /// `renameat(2)`.
    public static var renameat: SYS { SYS(__NR_renameat, "renameat") }
    /// `renameat2(2)`.
    public static var renameat2: SYS { SYS(__NR_renameat2, "renameat2") }
    /// `request_key(2)`.
    public static var request_key: SYS { SYS(__NR_request_key, "request_key") }
    /// `restart_syscall(2)`.
    public static var restart_syscall: SYS { SYS(__NR_restart_syscall, "restart_syscall") }
    /// `rseq(2)`.
    public static var rseq: SYS { SYS(__NR_rseq, "rseq") }
    /// `rt_sigaction(2)`.
    public static var rt_sigaction: SYS { SYS(__NR_rt_sigaction, "rt_sigaction") }
    /// `rt_sigpending(2)`.
    public static var rt_sigpending: SYS { SYS(__NR_rt_sigpending, "rt_sigpending") }
    /// `rt_sigprocmask(2)`.
    public static var rt_sigprocmask: SYS { SYS(__NR_rt_sigprocmask, "rt_sigprocmask") }
    /// `rt_sigqueueinfo(2)`.
    public static var rt_sigqueueinfo: SYS { SYS(__NR_rt_sigqueueinfo, "rt_sigqueueinfo") }
    /// `rt_sigreturn(2)`.
    public static var rt_sigreturn: SYS { SYS(__NR_rt_sigreturn, "rt_sigreturn") }
    /// `rt_sigsuspend(2)`.
    public static var rt_sigsuspend: SYS { SYS(__NR_rt_sigsuspend, "rt_sigsuspend") }
    /// `rt_sigtimedwait(2)`.
    public static var rt_sigtimedwait: SYS { SYS(__NR_rt_sigtimedwait, "rt_sigtimedwait") }
    /// `rt_tgsigqueueinfo(2)`.
    public static var rt_tgsigqueueinfo: SYS { SYS(__NR_rt_tgsigqueueinfo, "rt_tgsigqueueinfo") }
    /// `sched_get_priority_max(2)`.
    public static var sched_get_priority_max: SYS {
        SYS(__NR_sched_get_priority_max, "sched_get_priority_max")
    }
    /// `sched_get_priority_min(2)`.
    public static var sched_get_priority_min: SYS {
        SYS(__NR_sched_get_priority_min, "sched_get_priority_min")
    }
    /// `sched_getaffinity(2)`.
    public static var sched_getaffinity: SYS { SYS(__NR_sched_getaffinity, "sched_getaffinity") }
    /// `sched_getattr(2)`.
    public static var sched_getattr: SYS { SYS(__NR_sched_getattr, "sched_getattr") }
    /// `sched_getparam(2)`.
    public static var sched_getparam: SYS { SYS(__NR_sched_getparam, "sched_getparam") }
    /// `sched_getscheduler(2)`.
    public static var sched_getscheduler: SYS { SYS(__NR_sched_getscheduler, "sched_getscheduler") }
    /// `sched_rr_get_interval(2)`.
    public static var sched_rr_get_interval: SYS { SYS(__NR_sched_rr_get_interval, "sched_rr_get_interval") }
    /// `sched_setaffinity(2)`.
    public static var sched_setaffinity: SYS { SYS(__NR_sched_setaffinity, "sched_setaffinity") }
    /// `sched_setattr(2)`.
    public static var sched_setattr: SYS { SYS(__NR_sched_setattr, "sched_setattr") }
    /// `sched_setparam(2)`.
    public static var sched_setparam: SYS { SYS(__NR_sched_setparam, "sched_setparam") }
    /// `sched_setscheduler(2)`.
    public static var sched_setscheduler: SYS { SYS(__NR_sched_setscheduler, "sched_setscheduler") }
    /// `sched_yield(2)`.
    public static var sched_yield: SYS { SYS(__NR_sched_yield, "sched_yield") }
    /// `seccomp(2)`.
    public static var seccomp: SYS { SYS(__NR_seccomp, "seccomp") }
    /// `semctl(2)`.
    public static var semctl: SYS { SYS(__NR_semctl, "semctl") }
    /// `semget(2)`.
    public static var semget: SYS { SYS(__NR_semget, "semget") }
    /// `semop(2)`.
    public static var semop: SYS { SYS(__NR_semop, "semop") }
    /// `semtimedop(2)`.
    public static var semtimedop: SYS { SYS(__NR_semtimedop, "semtimedop") }
    /// `sendfile(2)`.
    public static var sendfile: SYS { SYS(__NR_sendfile, "sendfile") }
    /// `sendmmsg(2)`.
    public static var sendmmsg: SYS { SYS(__NR_sendmmsg, "sendmmsg") }
    /// `sendmsg(2)`.
    public static var sendmsg: SYS { SYS(__NR_sendmsg, "sendmsg") }
    /// `sendto(2)`.
    public static var sendto: SYS { SYS(__NR_sendto, "sendto") }
    /// `set_mempolicy(2)`.
    public static var set_mempolicy: SYS { SYS(__NR_set_mempolicy, "set_mempolicy") }
    /// `set_mempolicy_home_node(2)`.
    public static var set_mempolicy_home_node: SYS {
        SYS(__NR_set_mempolicy_home_node, "set_mempolicy_home_node")
    }
    /// `set_robust_list(2)`.
    public static var set_robust_list: SYS { SYS(__NR_set_robust_list, "set_robust_list") }
    /// `set_tid_address(2)`.
    public static var set_tid_address: SYS { SYS(__NR_set_tid_address, "set_tid_address") }
    /// `setdomainname(2)`.
    public static var setdomainname: SYS { SYS(__NR_setdomainname, "setdomainname") }
    /// `setfsgid(2)`.
    public static var setfsgid: SYS { SYS(__NR_setfsgid, "setfsgid") }
    /// `setfsuid(2)`.
    public static var setfsuid: SYS { SYS(__NR_setfsuid, "setfsuid") }
    /// `setgid(2)`.
    public static var setgid: SYS { SYS(__NR_setgid, "setgid") }
    /// `setgroups(2)`.
    public static var setgroups: SYS { SYS(__NR_setgroups, "setgroups") }
    /// `sethostname(2)`.
    public static var sethostname: SYS { SYS(__NR_sethostname, "sethostname") }
    /// `setitimer(2)`.
    public static var setitimer: SYS { SYS(__NR_setitimer, "setitimer") }
    /// `setns(2)`.
    public static var setns: SYS { SYS(__NR_setns, "setns") }
    /// `setpgid(2)`.
    public static var setpgid: SYS { SYS(__NR_setpgid, "setpgid") }
    /// `setpriority(2)`.
    public static var setpriority: SYS { SYS(__NR_setpriority, "setpriority") }
    /// `setregid(2)`.
    public static var setregid: SYS { SYS(__NR_setregid, "setregid") }
    /// `setresgid(2)`.
    public static var setresgid: SYS { SYS(__NR_setresgid, "setresgid") }
    /// `setresuid(2)`.
    public static var setresuid: SYS { SYS(__NR_setresuid, "setresuid") }
    /// `setreuid(2)`.
    public static var setreuid: SYS { SYS(__NR_setreuid, "setreuid") }
    /// `setrlimit(2)`.
    public static var setrlimit: SYS { SYS(__NR_setrlimit, "setrlimit") }
    /// `setsid(2)`.
    public static var setsid: SYS { SYS(__NR_setsid, "setsid") }
    /// `setsockopt(2)`.
    public static var setsockopt: SYS { SYS(__NR_setsockopt, "setsockopt") }
    /// `settimeofday(2)`.
    public static var settimeofday: SYS { SYS(__NR_settimeofday, "settimeofday") }
    /// `setuid(2)`.
    public static var setuid: SYS { SYS(__NR_setuid, "setuid") }
    /// `setxattr(2)`.
    public static var setxattr: SYS { SYS(__NR_setxattr, "setxattr") }
    /// `shmat(2)`.
    public static var shmat: SYS { SYS(__NR_shmat, "shmat") }
    /// `shmctl(2)`.
    public static var shmctl: SYS { SYS(__NR_shmctl, "shmctl") }
    /// `shmdt(2)`.
    public static var shmdt: SYS { SYS(__NR_shmdt, "shmdt") }
    /// `shmget(2)`.
    public static var shmget: SYS { SYS(__NR_shmget, "shmget") }
    /// `shutdown(2)`.
    public static var shutdown: SYS { SYS(__NR_shutdown, "shutdown") }
    /// `sigaltstack(2)`.
    public static var sigaltstack: SYS { SYS(__NR_sigaltstack, "sigaltstack") }
    /// `signalfd4(2)`.
    public static var signalfd4: SYS { SYS(__NR_signalfd4, "signalfd4") }
    /// `socket(2)`.
    public static var socket: SYS { SYS(__NR_socket, "socket") }
    /// `socketpair(2)`.
    public static var socketpair: SYS { SYS(__NR_socketpair, "socketpair") }
    /// `splice(2)`.
    public static var splice: SYS { SYS(__NR_splice, "splice") }
    /// `stat(2)`.
    public static var stat: SYS { SYS(__NR_stat, "stat") }
    /// `statfs(2)`.
    public static var statfs: SYS { SYS(__NR_statfs, "statfs") }
    /// `statx(2)`.
    public static var statx: SYS { SYS(__NR_statx, "statx") }
    /// `swapoff(2)`.
    public static var swapoff: SYS { SYS(__NR_swapoff, "swapoff") }
    /// `swapon(2)`.
    public static var swapon: SYS { SYS(__NR_swapon, "swapon") }
    /// `symlinkat(2)`.
    public static var symlinkat: SYS { SYS(__NR_symlinkat, "symlinkat") }
    /// `sync(2)`.
    public static var sync: SYS { SYS(__NR_sync, "sync") }
    /// `sync_file_range(2)`.
    public static var sync_file_range: SYS { SYS(__NR_sync_file_range, "sync_file_range") }
    /// `syncfs(2)`.
    public static var syncfs: SYS { SYS(__NR_syncfs, "syncfs") }
    /// `sysinfo(2)`.
    public static var sysinfo: SYS { SYS(__NR_sysinfo, "sysinfo") }
    /// `syslog(2)`.
    public static var syslog: SYS { SYS(__NR_syslog, "syslog") }
    /// `tee(2)`.
    public static var tee: SYS { SYS(__NR_tee, "tee") }
    /// `tgkill(2)`.
    public static var tgkill: SYS { SYS(__NR_tgkill, "tgkill") }
    /// `timer_create(2)`.
    public static var timer_create: SYS { SYS(__NR_timer_create, "timer_create") }
    /// `timer_delete(2)`.
    public static var timer_delete: SYS { SYS(__NR_timer_delete, "timer_delete") }
    /// `timer_getoverrun(2)`.
    public static var timer_getoverrun: SYS { SYS(__NR_timer_getoverrun, "timer_getoverrun") }
    /// `timer_gettime(2)`.
    public static var timer_gettime: SYS { SYS(__NR_timer_gettime, "timer_gettime") }
    /// `timer_settime(2)`.
    public static var timer_settime: SYS { SYS(__NR_timer_settime, "timer_settime") }
    /// `timerfd_create(2)`.
    public static var timerfd_create: SYS { SYS(__NR_timerfd_create, "timerfd_create") }
    /// `timerfd_gettime(2)`.
    public static var timerfd_gettime: SYS { SYS(__NR_timerfd_gettime, "timerfd_gettime") }
    /// `timerfd_settime(2)`.
    public static var timerfd_settime: SYS { SYS(__NR_timerfd_settime, "timerfd_settime") }
    /// `times(2)`.
    public static var times: SYS { SYS(__NR_times, "times") }
    /// `tkill(2)`.
    public static var tkill: SYS { SYS(__NR_tkill, "tkill") }
    /// `truncate(2)`.
    public static var truncate: SYS { SYS(__NR_truncate, "truncate") }
    /// `umask(2)`.
    public static var umask: SYS { SYS(__NR_umask, "umask") }
    /// `umount2(2)`.
    public static var umount2: SYS { SYS(__NR_umount2, "umount2") }
    /// `uname(2)`.
    public static var uname: SYS { SYS(__NR_uname, "uname") }
    /// `unlinkat(2)`.
    public static var unlinkat: SYS { SYS(__NR_unlinkat, "unlinkat") }
    /// `unshare(2)`.
    public static var unshare: SYS { SYS(__NR_unshare, "unshare") }
    /// `userfaultfd(2)`.
    public static var userfaultfd: SYS { SYS(__NR_userfaultfd, "userfaultfd") }
    /// `utimensat(2)`.
    public static var utimensat: SYS { SYS(__NR_utimensat, "utimensat") }
    /// `vhangup(2)`.
    public static var vhangup: SYS { SYS(__NR_vhangup, "vhangup") }
    /// `vmsplice(2)`.
    public static var vmsplice: SYS { SYS(__NR_vmsplice, "vmsplice") }
    /// `wait4(2)`.
    public static var wait4: SYS { SYS(__NR_wait4, "wait4") }
    /// `waitid(2)`.
    public static var waitid: SYS { SYS(__NR_waitid, "waitid") }
    /// `write(2)`.
    public static var write: SYS { SYS(__NR_write, "write") }
    /// `writev(2)`.
    public static var writev: SYS { SYS(__NR_writev, "writev") }
}
