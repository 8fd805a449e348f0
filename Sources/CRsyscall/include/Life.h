#ifndef RSYSCALL_LIFE_H
#define RSYSCALL_LIFE_H

// A word by which others see that a thread is gone: a robust futex, the thread's only one, which no thread
// waits for.
struct rsyscall_life {
    // The thread's number. The kernel adds FUTEX_OWNER_DIED when the thread calls execve or dies, and reports
    // a death only after that.
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
