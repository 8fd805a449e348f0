#ifndef RSYSCALL_LIFE_H
#define RSYSCALL_LIFE_H

enum {
    RSYSCALL_LIFE_MARKED = 0,  // it marks the word
    RSYSCALL_LIFE_CLEARED = 1, // a filter refuses robust futexes: it sets the word to 0, and rings no doorbell
    RSYSCALL_LIFE_SILENT = 2,  // it doesn't
    RSYSCALL_LIFE_WATCHED = 3, // it doesn't, and the relay of a stream finds out and marks the word
};

// A word by which others see that a thread is gone: a robust futex, the thread's only one, which no thread
// waits for.
struct rsyscall_life {
    // The thread's number. The kernel adds FUTEX_OWNER_DIED when the thread calls execve or dies, and reports
    // a death only after that.
    unsigned int word;
    // How the kernel reports that the thread has left the memory, one of the values below.
    unsigned int report;
    struct {
        void *next;
        long futex_offset;
        void *pending;
    } robust_list;
};

#pragma GCC visibility push(hidden)

// For the thread itself. The memory must stay as long as the thread does. What it is to report if robust futexes are
// refused: RSYSCALL_LIFE_CLEARED if another process has the memory too, and outlives the thread.
void rsyscall_mark_life(struct rsyscall_life *life, unsigned int otherwise);

#pragma GCC visibility pop

#endif
