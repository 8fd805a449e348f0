#ifndef RSYSCALL_CHILD_H
#define RSYSCALL_CHILD_H

#include "Mailbox.h"

// The start of the memory of a cloned process; its stack takes the rest.
struct rsyscall_child {
    struct rsyscall_mailbox mailbox;
    // Its own number while it lives here. The kernel sets FUTEX_OWNER_DIED when it calls execve or dies.
    unsigned int life;
    // A descriptor of the process it must not outlive, or -1.
    int parent_pidfd;
    // Whether it must set signals to their defaults itself, since clone did not.
    unsigned int resets_signals;
    // Where not 0, it shares a descriptor table that it is to take a copy of, up to this number.
    unsigned int copied_descriptors;
    // The number of its parent as it sees it, or 0 where it sees none.
    int parent;
    unsigned int unused;
    struct {
        void *next;
        long futex_offset;
        void *pending;
    } robust_list;
};

// Hidden, so that calls go there straight and not through a table in memory.
#pragma GCC visibility push(hidden)

// Where a clone's child returns to: the word above it on the new stack is its rsyscall_child.
void rsyscall_child_entry(void);

// The instruction, out of line: a new process returns to the address on top of its own stack.
long rsyscall_call(
    long number, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e,
    unsigned long f);

#pragma GCC visibility pop

static inline unsigned long rsyscall_child_entry_address(void)
{
    return (unsigned long)rsyscall_child_entry;
}

#endif
