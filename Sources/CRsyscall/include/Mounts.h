#ifndef RSYSCALL_MOUNTS_H
#define RSYSCALL_MOUNTS_H

// What is known of the mounts that our process sees.

enum {
    // They were read, and haven't changed by a call of ours since.
    RSYSCALL_MOUNTS_READ = 1,
    // Among them are some that another process or host serves.
    RSYSCALL_MOUNTS_SERVED = 2,
};

#pragma GCC visibility push(hidden)

extern int rsyscall_known_mounts;

#pragma GCC visibility pop

static inline int rsyscall_load_mounts(void)
{
    return __atomic_load_n(&rsyscall_known_mounts, __ATOMIC_RELAXED);
}

// For a caller that holds the lock of what is known.
static inline void rsyscall_store_mounts(int known)
{
    __atomic_store_n(&rsyscall_known_mounts, known, __ATOMIC_RELAXED);
}

// Whether no path is known to lead to where a call waits for another process or host.
static inline _Bool rsyscall_paths_are_plain(void)
{
    return rsyscall_load_mounts() == RSYSCALL_MOUNTS_READ;
}

#endif
