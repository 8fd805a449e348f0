#ifndef RSYSCALL_LIFE_H
#define RSYSCALL_LIFE_H

// A word by which others see that a thread is gone: a list of robust futexes with a single one, which
// nobody waits for.
struct rsyscall_life {
    // The thread's number. The kernel adds FUTEX_OWNER_DIED when the thread calls execve or dies, and of a
    // death tells nobody before.
    unsigned int word;
    unsigned int unused;
    struct {
        void *next;
        long futex_offset;
        void *pending;
    } robust_list;
};

#pragma GCC visibility push(hidden)

// For the thread itself. The memory must stay as long as the thread does.
void rsyscall_mark_life(struct rsyscall_life *life);

#pragma GCC visibility pop

#endif
