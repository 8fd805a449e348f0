#ifndef RSYSCALL_PROCESS_INTERFACE_H
#define RSYSCALL_PROCESS_INTERFACE_H

// The constants and layouts of processes, from the kernel's own headers. A struct that libc declares too
// gets a name of its own, since one Swift file may import both.

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
#define sysinfo rsyscall_sysinfo

#include <asm/signal.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/eventpoll.h>
#include <linux/filter.h>
#include <linux/limits.h>
#include <linux/mount.h>
#include <linux/personality.h>
#include <linux/pidfd.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/sysinfo.h>
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
#undef sysinfo

// A signal's action and the information that comes with a signal, as plain words: function pointers and
// unions are no use in Swift. The assertions hold them to the kernel's own declarations.
struct rsyscall_signal_action {
    unsigned long handler;
    unsigned long flags;
    unsigned long restorer;
    unsigned long mask;
};

#define RSYSCALL_SAME_PLACE(ours, our_field, theirs, their_field) \
    _Static_assert(__builtin_offsetof(ours, our_field) == __builtin_offsetof(theirs, their_field), #our_field)

_Static_assert(sizeof(struct rsyscall_signal_action) == sizeof(struct rsyscall_sigaction), "sigaction");
RSYSCALL_SAME_PLACE(struct rsyscall_signal_action, handler, struct rsyscall_sigaction, sa_handler);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_action, flags, struct rsyscall_sigaction, sa_flags);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_action, restorer, struct rsyscall_sigaction, sa_restorer);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_action, mask, struct rsyscall_sigaction, sa_mask);

struct rsyscall_signal_info {
    int signo;
    int errno_;
    int code;
    int padding;
    int pid;
    unsigned int uid;
    int status;
    int rest[25];
};

_Static_assert(sizeof(struct rsyscall_signal_info) == sizeof(rsyscall_siginfo_t), "siginfo");
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, signo, rsyscall_siginfo_t, si_signo);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, errno_, rsyscall_siginfo_t, si_errno);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, code, rsyscall_siginfo_t, si_code);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, pid, rsyscall_siginfo_t, _sifields._sigchld._pid);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, uid, rsyscall_siginfo_t, _sifields._sigchld._uid);
RSYSCALL_SAME_PLACE(struct rsyscall_signal_info, status, rsyscall_siginfo_t, _sifields._sigchld._status);

#undef RSYSCALL_SAME_PLACE

// Numbers cast to function pointers, which Swift cannot cast back.
static inline unsigned long rsyscall_sig_dfl(void)
{
    return (unsigned long)SIG_DFL;
}

static inline unsigned long rsyscall_sig_ign(void)
{
    return (unsigned long)SIG_IGN;
}

// Macros with arguments, which Swift does not see.
enum {
    RSYSCALL_SECBIT_NOROOT = SECBIT_NOROOT,
    RSYSCALL_SECBIT_NOROOT_LOCKED = SECBIT_NOROOT_LOCKED,
    RSYSCALL_SECBIT_NO_SETUID_FIXUP = SECBIT_NO_SETUID_FIXUP,
    RSYSCALL_SECBIT_NO_SETUID_FIXUP_LOCKED = SECBIT_NO_SETUID_FIXUP_LOCKED,
    RSYSCALL_SECBIT_KEEP_CAPS = SECBIT_KEEP_CAPS,
    RSYSCALL_SECBIT_KEEP_CAPS_LOCKED = SECBIT_KEEP_CAPS_LOCKED,
    RSYSCALL_SECBIT_NO_CAP_AMBIENT_RAISE = SECBIT_NO_CAP_AMBIENT_RAISE,
    RSYSCALL_SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED = SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED,
};

// The size of a thread's name with its terminator: PR_SET_NAME in prctl(2), since no header has it.
enum { RSYSCALL_COMM_LENGTH = 16 };

// Bits with a cast in their macro, which Swift does not see.
enum {
    RSYSCALL_EPOLLIN = (unsigned int)EPOLLIN,
    RSYSCALL_EPOLLOUT = (unsigned int)EPOLLOUT,
    RSYSCALL_EPOLLERR = (unsigned int)EPOLLERR,
    RSYSCALL_EPOLLHUP = (unsigned int)EPOLLHUP,
    RSYSCALL_EPOLLRDHUP = (unsigned int)EPOLLRDHUP,
    RSYSCALL_EPOLLET = (unsigned int)EPOLLET,
    RSYSCALL_EPOLLONESHOT = (unsigned int)EPOLLONESHOT,
};

// The flags of umount2(2), which no header of the interface names.
#ifndef MNT_FORCE
#define MNT_FORCE 1
#define MNT_DETACH 2
#define MNT_EXPIRE 4
#define UMOUNT_NOFOLLOW 8
#endif

// Newer than the oldest headers we build with: pidfd.h of Linux 6.9 and of 6.15.
enum { RSYSCALL_PIDFD_SIGNAL_PROCESS_GROUP = 1 << 2 };
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
