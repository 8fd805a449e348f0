#ifndef RSYSCALL_COPY_H
#define RSYSCALL_COPY_H

// Whether this process is a copy that fork(2) made of one that used the library. None of the library's threads is in
// it, and every child is the original's.

#pragma GCC visibility push(hidden)

extern int rsyscall_copied;

// For the copy, before anything else runs in it.
void rsyscall_become_copy(void);

#pragma GCC visibility pop

static inline _Bool rsyscall_is_copy(void)
{
    return __atomic_load_n(&rsyscall_copied, __ATOMIC_RELAXED) != 0;
}

#endif
