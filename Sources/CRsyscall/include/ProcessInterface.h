#ifndef RSYSCALL_PROCESS_INTERFACE_H
#define RSYSCALL_PROCESS_INTERFACE_H

// The constants and layouts of processes, from the kernel's own headers. Where they declare a struct
// that libc declares too, it gets a name of its own: both may be imported in one Swift file.

#define sigaction rsyscall_sigaction
#define sigaltstack rsyscall_sigaltstack
#define siginfo rsyscall_siginfo
#define siginfo_t rsyscall_siginfo_t
#define sigval rsyscall_sigval
#define sigevent rsyscall_sigevent
#define sigevent_t rsyscall_sigevent_t
#define rlimit rsyscall_rlimit
#define sigval_t rsyscall_sigval_t
#define sigset_t rsyscall_sigset_t
#define stack_t rsyscall_stack_t
#define rlimit64 rsyscall_rlimit64
#define rusage rsyscall_rusage
#define sched_param rsyscall_sched_param
#define timeval rsyscall_timeval
#define epoll_event rsyscall_epoll_event

#include <asm/signal.h>
#include <linux/capability.h>
#include <linux/eventpoll.h>
#include <linux/filter.h>
#include <linux/mount.h>
#include <linux/personality.h>
#include <linux/pidfd.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/wait.h>

#include <asm/siginfo.h>
#include <linux/resource.h>

#undef sigaction
#undef sigaltstack
#undef siginfo
#undef siginfo_t
#undef sigval
#undef sigevent
#undef sigevent_t
#undef sigval_t
#undef sigset_t
#undef stack_t
#undef rlimit
#undef rlimit64
#undef rusage
#undef sched_param
#undef timeval
#undef epoll_event

// Bits with a cast in their macro, which Swift does not see.
enum {
    RSYSCALL_EPOLLIN = (unsigned int)EPOLLIN,
    RSYSCALL_EPOLLONESHOT = (unsigned int)EPOLLONESHOT,
};

// What no header of the interface names, with the values of the manual: umount2(2).
#ifndef MNT_FORCE
#define MNT_FORCE 1
#define MNT_DETACH 2
#define MNT_EXPIRE 4
#define UMOUNT_NOFOLLOW 8
#endif

// Newer than the oldest headers we build with: pidfd.h of Linux 6.15.
struct rsyscall_pidfd_info {
    unsigned long long mask;
    unsigned long long cgroupid;
    unsigned int pid;
    unsigned int tgid;
    unsigned int ppid;
    unsigned int ruid;
    unsigned int rgid;
    unsigned int euid;
    unsigned int egid;
    unsigned int suid;
    unsigned int sgid;
    unsigned int fsuid;
    unsigned int fsgid;
    int exit_code;
};
enum { RSYSCALL_PIDFD_INFO_EXIT = 1 << 3 };
#define RSYSCALL_PIDFD_GET_INFO 0xc040ff0b

#endif
