import CRsyscall

extension SYS {
    /// `accept(2)`.
    public static var accept: SYS { SYS(__NR_accept, "accept") }
    /// `accept4(2)`.
    public static var accept4: SYS { SYS(__NR_accept4, "accept4") }
    /// `acct(2)`.
    public static var acct: SYS { SYS(__NR_acct, "acct") }
    /// `add_key(2)`.
    public static var add_key: SYS { SYS(__NR_add_key, "add_key") }
    /// `adjtimex(2)`.
    public static var adjtimex: SYS { SYS(__NR_adjtimex, "adjtimex") }
    /// `bind(2)`.
    public static var bind: SYS { SYS(__NR_bind, "bind") }
    /// `bpf(2)`.
    public static var bpf: SYS { SYS(__NR_bpf, "bpf") }
    /// `brk(2)`.
    public static var brk: SYS { SYS(__NR_brk, "brk") }
    /// `capget(2)`.
    public static var capget: SYS { SYS(__NR_capget, "capget") }
    /// `capset(2)`.
    public static var capset: SYS { SYS(__NR_capset, "capset") }
    /// `chdir(2)`.
    public static var chdir: SYS { SYS(__NR_chdir, "chdir") }
    /// `chroot(2)`.
    public static var chroot: SYS { SYS(__NR_chroot, "chroot") }
    /// `clock_adjtime(2)`.
    public static var clock_adjtime: SYS { SYS(__NR_clock_adjtime, "clock_adjtime") }
    /// `clock_getres(2)`.
    public static var clock_getres: SYS { SYS(__NR_clock_getres, "clock_getres") }
    /// `clock_gettime(2)`.
    public static var clock_gettime: SYS { SYS(__NR_clock_gettime, "clock_gettime") }
    /// `clock_nanosleep(2)`.
    public static var clock_nanosleep: SYS { SYS(__NR_clock_nanosleep, "clock_nanosleep") }
    /// `clock_settime(2)`.
    public static var clock_settime: SYS { SYS(__NR_clock_settime, "clock_settime") }
    /// `clone(2)`.
    public static var clone: SYS { SYS(__NR_clone, "clone") }
    /// `clone3(2)`.
    public static var clone3: SYS { SYS(__NR_clone3, "clone3") }
    /// `close(2)`.
    public static var close: SYS { SYS(__NR_close, "close") }
    /// `close_range(2)`.
    public static var close_range: SYS { SYS(__NR_close_range, "close_range") }
    /// `connect(2)`.
    public static var connect: SYS { SYS(__NR_connect, "connect") }
    /// `copy_file_range(2)`.
    public static var copy_file_range: SYS { SYS(__NR_copy_file_range, "copy_file_range") }
    /// `delete_module(2)`.
    public static var delete_module: SYS { SYS(__NR_delete_module, "delete_module") }
    /// `dup(2)`.
    public static var dup: SYS { SYS(__NR_dup, "dup") }
    /// `dup3(2)`.
    public static var dup3: SYS { SYS(__NR_dup3, "dup3") }
    /// `epoll_create1(2)`.
    public static var epoll_create1: SYS { SYS(__NR_epoll_create1, "epoll_create1") }
    /// `epoll_ctl(2)`.
    public static var epoll_ctl: SYS { SYS(__NR_epoll_ctl, "epoll_ctl") }
    /// `epoll_pwait(2)`.
    public static var epoll_pwait: SYS { SYS(__NR_epoll_pwait, "epoll_pwait") }
    /// `epoll_pwait2(2)`.
    public static var epoll_pwait2: SYS { SYS(__NR_epoll_pwait2, "epoll_pwait2") }
    /// `eventfd2(2)`.
    public static var eventfd2: SYS { SYS(__NR_eventfd2, "eventfd2") }
    /// `execve(2)`.
    public static var execve: SYS { SYS(__NR_execve, "execve") }
    /// `execveat(2)`.
    public static var execveat: SYS { SYS(__NR_execveat, "execveat") }
    /// `exit(2)`.
    public static var exit: SYS { SYS(__NR_exit, "exit") }
    /// `exit_group(2)`.
    public static var exit_group: SYS { SYS(__NR_exit_group, "exit_group") }
    /// `faccessat(2)`.
    public static var faccessat: SYS { SYS(__NR_faccessat, "faccessat") }
    /// `faccessat2(2)`.
    public static var faccessat2: SYS { SYS(__NR_faccessat2, "faccessat2") }
    /// `fadvise64(2)`.
    public static var fadvise64: SYS { SYS(__NR_fadvise64, "fadvise64") }
    /// `fallocate(2)`.
    public static var fallocate: SYS { SYS(__NR_fallocate, "fallocate") }
    /// `fanotify_init(2)`.
    public static var fanotify_init: SYS { SYS(__NR_fanotify_init, "fanotify_init") }
    /// `fanotify_mark(2)`.
    public static var fanotify_mark: SYS { SYS(__NR_fanotify_mark, "fanotify_mark") }
    /// `fchdir(2)`.
    public static var fchdir: SYS { SYS(__NR_fchdir, "fchdir") }
    /// `fchmod(2)`.
    public static var fchmod: SYS { SYS(__NR_fchmod, "fchmod") }
    /// `fchmodat(2)`.
    public static var fchmodat: SYS { SYS(__NR_fchmodat, "fchmodat") }
    /// `fchown(2)`.
    public static var fchown: SYS { SYS(__NR_fchown, "fchown") }
    /// `fchownat(2)`.
    public static var fchownat: SYS { SYS(__NR_fchownat, "fchownat") }
    /// `fcntl(2)`.
    public static var fcntl: SYS { SYS(__NR_fcntl, "fcntl") }
    /// `fdatasync(2)`.
    public static var fdatasync: SYS { SYS(__NR_fdatasync, "fdatasync") }
    /// `fgetxattr(2)`.
    public static var fgetxattr: SYS { SYS(__NR_fgetxattr, "fgetxattr") }
    /// `finit_module(2)`.
    public static var finit_module: SYS { SYS(__NR_finit_module, "finit_module") }
    /// `flistxattr(2)`.
    public static var flistxattr: SYS { SYS(__NR_flistxattr, "flistxattr") }
    /// `flock(2)`.
    public static var flock: SYS { SYS(__NR_flock, "flock") }
    /// `fremovexattr(2)`.
    public static var fremovexattr: SYS { SYS(__NR_fremovexattr, "fremovexattr") }
    /// `fsconfig(2)`.
    public static var fsconfig: SYS { SYS(__NR_fsconfig, "fsconfig") }
    /// `fsetxattr(2)`.
    public static var fsetxattr: SYS { SYS(__NR_fsetxattr, "fsetxattr") }
    /// `fsmount(2)`.
    public static var fsmount: SYS { SYS(__NR_fsmount, "fsmount") }
    /// `fsopen(2)`.
    public static var fsopen: SYS { SYS(__NR_fsopen, "fsopen") }
    /// `fspick(2)`.
    public static var fspick: SYS { SYS(__NR_fspick, "fspick") }
    /// `fstat(2)`.
    public static var fstat: SYS { SYS(__NR_fstat, "fstat") }
    /// `fstatfs(2)`.
    public static var fstatfs: SYS { SYS(__NR_fstatfs, "fstatfs") }
    /// `fsync(2)`.
    public static var fsync: SYS { SYS(__NR_fsync, "fsync") }
    /// `ftruncate(2)`.
    public static var ftruncate: SYS { SYS(__NR_ftruncate, "ftruncate") }
    /// `futex(2)`.
    public static var futex: SYS { SYS(__NR_futex, "futex") }
    /// `futex_waitv(2)`.
    public static var futex_waitv: SYS { SYS(__NR_futex_waitv, "futex_waitv") }
    /// `get_mempolicy(2)`.
    public static var get_mempolicy: SYS { SYS(__NR_get_mempolicy, "get_mempolicy") }
    /// `get_robust_list(2)`.
    public static var get_robust_list: SYS { SYS(__NR_get_robust_list, "get_robust_list") }
    /// `getcpu(2)`.
    public static var getcpu: SYS { SYS(__NR_getcpu, "getcpu") }
    /// `getcwd(2)`.
    public static var getcwd: SYS { SYS(__NR_getcwd, "getcwd") }
    /// `getdents64(2)`.
    public static var getdents64: SYS { SYS(__NR_getdents64, "getdents64") }
    /// `getegid(2)`.
    public static var getegid: SYS { SYS(__NR_getegid, "getegid") }
    /// `geteuid(2)`.
    public static var geteuid: SYS { SYS(__NR_geteuid, "geteuid") }
    /// `getgid(2)`.
    public static var getgid: SYS { SYS(__NR_getgid, "getgid") }
    /// `getgroups(2)`.
    public static var getgroups: SYS { SYS(__NR_getgroups, "getgroups") }
    /// `getitimer(2)`.
    public static var getitimer: SYS { SYS(__NR_getitimer, "getitimer") }
    /// `getpeername(2)`.
    public static var getpeername: SYS { SYS(__NR_getpeername, "getpeername") }
    /// `getpgid(2)`.
    public static var getpgid: SYS { SYS(__NR_getpgid, "getpgid") }
    /// `getpid(2)`.
    public static var getpid: SYS { SYS(__NR_getpid, "getpid") }
    /// `getppid(2)`.
    public static var getppid: SYS { SYS(__NR_getppid, "getppid") }
    /// `getpriority(2)`.
    public static var getpriority: SYS { SYS(__NR_getpriority, "getpriority") }
    /// `getrandom(2)`.
    public static var getrandom: SYS { SYS(__NR_getrandom, "getrandom") }
    /// `getresgid(2)`.
    public static var getresgid: SYS { SYS(__NR_getresgid, "getresgid") }
    /// `getresuid(2)`.
    public static var getresuid: SYS { SYS(__NR_getresuid, "getresuid") }
    /// `getrlimit(2)`.
    public static var getrlimit: SYS { SYS(__NR_getrlimit, "getrlimit") }
    /// `getrusage(2)`.
    public static var getrusage: SYS { SYS(__NR_getrusage, "getrusage") }
    /// `getsid(2)`.
    public static var getsid: SYS { SYS(__NR_getsid, "getsid") }
    /// `getsockname(2)`.
    public static var getsockname: SYS { SYS(__NR_getsockname, "getsockname") }
    /// `getsockopt(2)`.
    public static var getsockopt: SYS { SYS(__NR_getsockopt, "getsockopt") }
    /// `gettid(2)`.
    public static var gettid: SYS { SYS(__NR_gettid, "gettid") }
    /// `gettimeofday(2)`.
    public static var gettimeofday: SYS { SYS(__NR_gettimeofday, "gettimeofday") }
    /// `getuid(2)`.
    public static var getuid: SYS { SYS(__NR_getuid, "getuid") }
    /// `getxattr(2)`.
    public static var getxattr: SYS { SYS(__NR_getxattr, "getxattr") }
    /// `init_module(2)`.
    public static var init_module: SYS { SYS(__NR_init_module, "init_module") }
    /// `inotify_add_watch(2)`.
    public static var inotify_add_watch: SYS { SYS(__NR_inotify_add_watch, "inotify_add_watch") }
    /// `inotify_init1(2)`.
    public static var inotify_init1: SYS { SYS(__NR_inotify_init1, "inotify_init1") }
    /// `inotify_rm_watch(2)`.
    public static var inotify_rm_watch: SYS { SYS(__NR_inotify_rm_watch, "inotify_rm_watch") }
    /// `io_cancel(2)`.
    public static var io_cancel: SYS { SYS(__NR_io_cancel, "io_cancel") }
    /// `io_destroy(2)`.
    public static var io_destroy: SYS { SYS(__NR_io_destroy, "io_destroy") }
    /// `io_getevents(2)`.
    public static var io_getevents: SYS { SYS(__NR_io_getevents, "io_getevents") }
    /// `io_pgetevents(2)`.
    public static var io_pgetevents: SYS { SYS(__NR_io_pgetevents, "io_pgetevents") }
    /// `io_setup(2)`.
    public static var io_setup: SYS { SYS(__NR_io_setup, "io_setup") }
    /// `io_submit(2)`.
    public static var io_submit: SYS { SYS(__NR_io_submit, "io_submit") }
    /// `io_uring_enter(2)`.
    public static var io_uring_enter: SYS { SYS(__NR_io_uring_enter, "io_uring_enter") }
    /// `io_uring_register(2)`.
    public static var io_uring_register: SYS { SYS(__NR_io_uring_register, "io_uring_register") }
    /// `io_uring_setup(2)`.
    public static var io_uring_setup: SYS { SYS(__NR_io_uring_setup, "io_uring_setup") }
    /// `ioctl(2)`.
    public static var ioctl: SYS { SYS(__NR_ioctl, "ioctl") }
    /// `ioprio_get(2)`.
    public static var ioprio_get: SYS { SYS(__NR_ioprio_get, "ioprio_get") }
    /// `ioprio_set(2)`.
    public static var ioprio_set: SYS { SYS(__NR_ioprio_set, "ioprio_set") }
    /// `kcmp(2)`.
    public static var kcmp: SYS { SYS(__NR_kcmp, "kcmp") }
    /// `kexec_file_load(2)`.
    public static var kexec_file_load: SYS { SYS(__NR_kexec_file_load, "kexec_file_load") }
    /// `kexec_load(2)`.
    public static var kexec_load: SYS { SYS(__NR_kexec_load, "kexec_load") }
    /// `keyctl(2)`.
    public static var keyctl: SYS { SYS(__NR_keyctl, "keyctl") }
    /// `kill(2)`.
    public static var kill: SYS { SYS(__NR_kill, "kill") }
    /// `landlock_add_rule(2)`.
    public static var landlock_add_rule: SYS { SYS(__NR_landlock_add_rule, "landlock_add_rule") }
    /// `landlock_create_ruleset(2)`.
    public static var landlock_create_ruleset: SYS {
        SYS(__NR_landlock_create_ruleset, "landlock_create_ruleset")
    }
    /// `landlock_restrict_self(2)`.
    public static var landlock_restrict_self: SYS {
        SYS(__NR_landlock_restrict_self, "landlock_restrict_self")
    }
    /// `lgetxattr(2)`.
    public static var lgetxattr: SYS { SYS(__NR_lgetxattr, "lgetxattr") }
    /// `linkat(2)`.
    public static var linkat: SYS { SYS(__NR_linkat, "linkat") }
    /// `listen(2)`.
    public static var listen: SYS { SYS(__NR_listen, "listen") }
    /// `listxattr(2)`.
    public static var listxattr: SYS { SYS(__NR_listxattr, "listxattr") }
    /// `llistxattr(2)`.
    public static var llistxattr: SYS { SYS(__NR_llistxattr, "llistxattr") }
    /// `lookup_dcookie(2)`.
    public static var lookup_dcookie: SYS { SYS(__NR_lookup_dcookie, "lookup_dcookie") }
    /// `lremovexattr(2)`.
    public static var lremovexattr: SYS { SYS(__NR_lremovexattr, "lremovexattr") }
    /// `lseek(2)`.
    public static var lseek: SYS { SYS(__NR_lseek, "lseek") }
    /// `lsetxattr(2)`.
    public static var lsetxattr: SYS { SYS(__NR_lsetxattr, "lsetxattr") }
    /// `lstat(2)`.
    public static var lstat: SYS { SYS(__NR_lstat, "lstat") }
}
