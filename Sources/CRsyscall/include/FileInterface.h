#ifndef RSYSCALL_FILE_INTERFACE_H
#define RSYSCALL_FILE_INTERFACE_H

// The constants and layouts of files and memory, from the kernel's own headers. A struct that libc declares
// too gets a name of its own, since one Swift file may import both.

#define flock rsyscall_flock
#define flock64 rsyscall_flock64
#define f_owner_ex rsyscall_f_owner_ex
#define open_how rsyscall_open_how
#define inotify_event rsyscall_inotify_event
#define iovec rsyscall_iovec
#define stat rsyscall_stat
#define statx rsyscall_statx
#define statx_timestamp rsyscall_statx_timestamp
#define statfs rsyscall_statfs
#define statfs64 rsyscall_statfs64
#define compat_statfs64 rsyscall_compat_statfs64
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
#include <asm/statfs.h>
#include <linux/falloc.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/futex.h>
#include <linux/inotify.h>
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
#undef statfs
#undef statfs64
#undef compat_statfs64
#undef inotify_event
#undef new_utsname
#undef old_utsname
#undef oldold_utsname
#undef timespec
#undef timeval
#undef itimerspec
#undef itimerval
#undef timezone
#undef pollfd

// The kind of a directory entry is the kind of its file, twelve bits down. No header of the interface
// says so, but the kernel's fs_types.h and every libc do.
enum {
    RSYSCALL_DT_UNKNOWN = 0,
    RSYSCALL_DT_FIFO = S_IFIFO >> 12,
    RSYSCALL_DT_CHR = S_IFCHR >> 12,
    RSYSCALL_DT_DIR = S_IFDIR >> 12,
    RSYSCALL_DT_BLK = S_IFBLK >> 12,
    RSYSCALL_DT_REG = S_IFREG >> 12,
    RSYSCALL_DT_LNK = S_IFLNK >> 12,
    RSYSCALL_DT_SOCK = S_IFSOCK >> 12,
};

// Where the fields of a directory entry are, according to getdents64(2): no header of the interface says so.
struct rsyscall_dirent64 {
    unsigned long long d_ino;
    long long d_off;
    unsigned short d_reclen;
    unsigned char d_type;
    char d_name[];
};
enum {
    RSYSCALL_DIRENT_INO = __builtin_offsetof(struct rsyscall_dirent64, d_ino),
    RSYSCALL_DIRENT_OFF = __builtin_offsetof(struct rsyscall_dirent64, d_off),
    RSYSCALL_DIRENT_RECLEN = __builtin_offsetof(struct rsyscall_dirent64, d_reclen),
    RSYSCALL_DIRENT_TYPE = __builtin_offsetof(struct rsyscall_dirent64, d_type),
    RSYSCALL_DIRENT_NAME = __builtin_offsetof(struct rsyscall_dirent64, d_name),
};

// Macros made of others, which Swift does not see.
enum {
    RSYSCALL_O_SYNC = O_SYNC,
    RSYSCALL_O_TMPFILE = O_TMPFILE,
};

// The sizes of huge pages, encoded for mmap and memfd_create alike.
enum {
    RSYSCALL_HUGE_64KB = HUGETLB_FLAG_ENCODE_64KB,
    RSYSCALL_HUGE_512KB = HUGETLB_FLAG_ENCODE_512KB,
    RSYSCALL_HUGE_1MB = HUGETLB_FLAG_ENCODE_1MB,
    RSYSCALL_HUGE_2MB = HUGETLB_FLAG_ENCODE_2MB,
    RSYSCALL_HUGE_8MB = HUGETLB_FLAG_ENCODE_8MB,
    RSYSCALL_HUGE_16MB = HUGETLB_FLAG_ENCODE_16MB,
    RSYSCALL_HUGE_32MB = HUGETLB_FLAG_ENCODE_32MB,
    RSYSCALL_HUGE_256MB = HUGETLB_FLAG_ENCODE_256MB,
    RSYSCALL_HUGE_512MB = HUGETLB_FLAG_ENCODE_512MB,
    RSYSCALL_HUGE_1GB = HUGETLB_FLAG_ENCODE_1GB,
    RSYSCALL_HUGE_2GB = HUGETLB_FLAG_ENCODE_2GB,
    RSYSCALL_HUGE_16GB = HUGETLB_FLAG_ENCODE_16GB,
};

// access(2) takes the bits of one class of permissions; no header of the interface names them.
#ifndef R_OK
#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0
#endif

#endif
