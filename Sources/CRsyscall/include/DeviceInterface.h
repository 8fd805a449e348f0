#ifndef RSYSCALL_DEVICE_INTERFACE_H
#define RSYSCALL_DEVICE_INTERFACE_H

// The layouts of timers, signal descriptors and terminals. libc declares structs of the same names, and both may be
// imported in one Swift file, so these have names of their own. `device.c` holds them to the kernel's declarations.

#include <linux/types.h>
#include <linux/time_types.h>

struct rsyscall_itimerspec64 {
    struct __kernel_timespec it_interval;
    struct __kernel_timespec it_value;
};

struct rsyscall_signalfd_siginfo {
    __u32 ssi_signo;
    __s32 ssi_errno;
    __s32 ssi_code;
    __u32 ssi_pid;
    __u32 ssi_uid;
    __s32 ssi_fd;
    __u32 ssi_tid;
    __u32 ssi_band;
    __u32 ssi_overrun;
    __u32 ssi_trapno;
    __s32 ssi_status;
    __s32 ssi_int;
    __u64 ssi_ptr;
    __u64 ssi_utime;
    __u64 ssi_stime;
    __u64 ssi_addr;
    __u16 ssi_addr_lsb;
    __u16 padding;
    __s32 ssi_syscall;
    __u64 ssi_call_addr;
    __u32 ssi_arch;
    __u8 rest[28];
};

struct rsyscall_winsize {
    __u16 ws_row;
    __u16 ws_col;
    __u16 ws_xpixel;
    __u16 ws_ypixel;
};

struct rsyscall_termios {
    __u32 c_iflag;
    __u32 c_oflag;
    __u32 c_cflag;
    __u32 c_lflag;
    __u8 c_line;
    __u8 c_cc[19];
};

#endif
