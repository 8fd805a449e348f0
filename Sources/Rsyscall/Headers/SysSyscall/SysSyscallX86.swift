import CRsyscall

#if arch(x86_64)
    extension SYS {
        /// `sysctl(2)`.
        public static var sysctl: SYS { SYS(__NR__sysctl, "_sysctl") }
        /// `access(2)`.
        public static var access: SYS { SYS(__NR_access, "access") }
        /// `afs_syscall(2)`.
        public static var afs_syscall: SYS { SYS(__NR_afs_syscall, "afs_syscall") }
        /// `alarm(2)`.
        public static var alarm: SYS { SYS(__NR_alarm, "alarm") }
        /// `arch_prctl(2)`.
        public static var arch_prctl: SYS { SYS(__NR_arch_prctl, "arch_prctl") }
        /// `chmod(2)`.
        public static var chmod: SYS { SYS(__NR_chmod, "chmod") }
        /// `chown(2)`.
        public static var chown: SYS { SYS(__NR_chown, "chown") }
        /// `creat(2)`.
        public static var creat: SYS { SYS(__NR_creat, "creat") }
        /// `create_module(2)`.
        public static var create_module: SYS { SYS(__NR_create_module, "create_module") }
        /// `dup2(2)`.
        public static var dup2: SYS { SYS(__NR_dup2, "dup2") }
        /// `epoll_create(2)`.
        public static var epoll_create: SYS { SYS(__NR_epoll_create, "epoll_create") }
        /// `epoll_ctl_old(2)`.
        public static var epoll_ctl_old: SYS { SYS(__NR_epoll_ctl_old, "epoll_ctl_old") }
        /// `epoll_wait(2)`.
        public static var epoll_wait: SYS { SYS(__NR_epoll_wait, "epoll_wait") }
        /// `epoll_wait_old(2)`.
        public static var epoll_wait_old: SYS { SYS(__NR_epoll_wait_old, "epoll_wait_old") }
        /// `eventfd(2)`.
        public static var eventfd: SYS { SYS(__NR_eventfd, "eventfd") }
        /// `fork(2)`.
        public static var fork: SYS { SYS(__NR_fork, "fork") }
        /// `futimesat(2)`.
        public static var futimesat: SYS { SYS(__NR_futimesat, "futimesat") }
        /// `get_kernel_syms(2)`.
        public static var get_kernel_syms: SYS { SYS(__NR_get_kernel_syms, "get_kernel_syms") }
        /// `get_thread_area(2)`.
        public static var get_thread_area: SYS { SYS(__NR_get_thread_area, "get_thread_area") }
        /// `getdents(2)`.
        public static var getdents: SYS { SYS(__NR_getdents, "getdents") }
        /// `getpgrp(2)`.
        public static var getpgrp: SYS { SYS(__NR_getpgrp, "getpgrp") }
        /// `getpmsg(2)`.
        public static var getpmsg: SYS { SYS(__NR_getpmsg, "getpmsg") }
        /// `inotify_init(2)`.
        public static var inotify_init: SYS { SYS(__NR_inotify_init, "inotify_init") }
        /// `ioperm(2)`.
        public static var ioperm: SYS { SYS(__NR_ioperm, "ioperm") }
        /// `iopl(2)`.
        public static var iopl: SYS { SYS(__NR_iopl, "iopl") }
        /// `lchown(2)`.
        public static var lchown: SYS { SYS(__NR_lchown, "lchown") }
        /// `link(2)`.
        public static var link: SYS { SYS(__NR_link, "link") }
        /// `mkdir(2)`.
        public static var mkdir: SYS { SYS(__NR_mkdir, "mkdir") }
        /// `mknod(2)`.
        public static var mknod: SYS { SYS(__NR_mknod, "mknod") }
        /// `modify_ldt(2)`.
        public static var modify_ldt: SYS { SYS(__NR_modify_ldt, "modify_ldt") }
        /// `open(2)`.
        public static var open: SYS { SYS(__NR_open, "open") }
        /// `pause(2)`.
        public static var pause: SYS { SYS(__NR_pause, "pause") }
        /// `pipe(2)`.
        public static var pipe: SYS { SYS(__NR_pipe, "pipe") }
        /// `poll(2)`.
        public static var poll: SYS { SYS(__NR_poll, "poll") }
        /// `putpmsg(2)`.
        public static var putpmsg: SYS { SYS(__NR_putpmsg, "putpmsg") }
        /// `query_module(2)`.
        public static var query_module: SYS { SYS(__NR_query_module, "query_module") }
        /// `readlink(2)`.
        public static var readlink: SYS { SYS(__NR_readlink, "readlink") }
        /// `rename(2)`.
        public static var rename: SYS { SYS(__NR_rename, "rename") }
        /// `rmdir(2)`.
        public static var rmdir: SYS { SYS(__NR_rmdir, "rmdir") }
        /// `security(2)`.
        public static var security: SYS { SYS(__NR_security, "security") }
        /// `select(2)`.
        public static var select: SYS { SYS(__NR_select, "select") }
        /// `set_thread_area(2)`.
        public static var set_thread_area: SYS { SYS(__NR_set_thread_area, "set_thread_area") }
        /// `signalfd(2)`.
        public static var signalfd: SYS { SYS(__NR_signalfd, "signalfd") }
        /// `symlink(2)`.
        public static var symlink: SYS { SYS(__NR_symlink, "symlink") }
        /// `sysfs(2)`.
        public static var sysfs: SYS { SYS(__NR_sysfs, "sysfs") }
        /// `time(2)`.
        public static var time: SYS { SYS(__NR_time, "time") }
        /// `tuxcall(2)`.
        public static var tuxcall: SYS { SYS(__NR_tuxcall, "tuxcall") }
        /// `unlink(2)`.
        public static var unlink: SYS { SYS(__NR_unlink, "unlink") }
        /// `uselib(2)`.
        public static var uselib: SYS { SYS(__NR_uselib, "uselib") }
        /// `ustat(2)`.
        public static var ustat: SYS { SYS(__NR_ustat, "ustat") }
        /// `utime(2)`.
        public static var utime: SYS { SYS(__NR_utime, "utime") }
        /// `utimes(2)`.
        public static var utimes: SYS { SYS(__NR_utimes, "utimes") }
        /// `vfork(2)`.
        public static var vfork: SYS { SYS(__NR_vfork, "vfork") }
        /// `vserver(2)`.
        public static var vserver: SYS { SYS(__NR_vserver, "vserver") }
    }
#endif
