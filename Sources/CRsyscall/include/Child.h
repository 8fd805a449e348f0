#ifndef RSYSCALL_CHILD_H
#define RSYSCALL_CHILD_H

#include "Life.h"
#include "Mailbox.h"

#define RSYSCALL_KEPT 4

// The start of the memory of a cloned process; its stack takes the rest.
struct rsyscall_child {
    struct rsyscall_mailbox mailbox;
    struct rsyscall_life life;
    // The life of the thread that it must not outlive.
    const unsigned int *parent_life;
    // Whether it must set signals to their defaults itself, since clone did not.
    unsigned int resets_signals;
    // If not 0, it starts with a shared descriptor table, and takes one of its own with only the numbers below this.
    unsigned int first_closed;
    // Numbers that are kept in that table too, in ascending order; 0 stands for none.
    unsigned int kept[RSYSCALL_KEPT];
    // Whether it has a copy of the memory of its maker, of which only this part is shared.
    unsigned int is_copy;
    // If -1, it clones a copy and ends, so that the copy becomes a child of the relay; then its own number.
    int middle;
    // Of a copy: the number of the relay, which it is not to outlive.
    int relay;
};

// Hidden, so that calls go there straight and not through a table in memory.
#pragma GCC visibility push(hidden)

// Where a clone's child returns to: the word above it on the new stack is its rsyscall_child.
void rsyscall_child_entry(void);

// The instruction, out of line: a new process returns to the address on top of its own stack.
long rsyscall_call(
    long number, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e,
    unsigned long f);

// Has the child get the signal when its parent dies, or exits at once if the parent is dead already.
void rsyscall_die_with_parent(const struct rsyscall_child *child, unsigned long signal);

// Makes a call that has the kernel forget which signal the child gets when its parent dies, and perhaps that the
// memory can be dumped and traced; then restores both.
long rsyscall_keep_death_signal(
    const struct rsyscall_child *child, unsigned int number, const unsigned long *arguments);

// Ends a child, by other calls if a filter refuses the first. Returns if it refuses them all.
void rsyscall_end_child(unsigned long status);

#pragma GCC visibility pop

static inline unsigned long rsyscall_child_entry_address(void)
{
    return (unsigned long)rsyscall_child_entry;
}

#endif
