#ifndef RSYSCALL_FILE_INTERFACE_H
#define RSYSCALL_FILE_INTERFACE_H

// The constants and layouts of files and memory, from the kernel's own headers. Where they declare a
// struct that libc declares too, it gets a name of its own: both may be imported in one Swift file.

#define flock rsyscall_flock
#define flock64 rsyscall_flock64
#define f_owner_ex rsyscall_f_owner_ex
#define open_how rsyscall_open_how
#define iovec rsyscall_iovec
#define stat rsyscall_stat
#define statx rsyscall_statx
#define statx_timestamp rsyscall_statx_timestamp
#define new_utsname rsyscall_new_utsname
#define old_utsname rsyscall_old_utsname
#define oldold_utsname rsyscall_oldold_utsname
#define timespec rsyscall_timespec
#define timeval rsyscall_timeval
#define itimerspec rsyscall_itimerspec
#define itimerval rsyscall_itimerval
#define timezone rsyscall_timezone
#define pollfd rsyscall_pollfd

#include <asm/poll.h>
#include <asm/stat.h>
#include <linux/falloc.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/futex.h>
#include <linux/memfd.h>
#include <linux/mman.h>
#include <linux/openat2.h>
#include <linux/random.h>
#include <linux/stat.h>
#include <linux/time.h>
#include <linux/uio.h>
#include <linux/utsname.h>

#undef flock
#undef flock64
#undef f_owner_ex
#undef open_how
#undef iovec
#undef stat
#undef statx
#undef statx_timestamp
#undef new_utsname
#undef old_utsname
#undef oldold_utsname
#undef timespec
#undef timeval
#undef itimerspec
#undef itimerval
#undef timezone
#undef pollfd

#endif
