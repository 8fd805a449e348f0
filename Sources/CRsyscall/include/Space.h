#ifndef RSYSCALL_SPACE_H
#define RSYSCALL_SPACE_H

#include "Child.h"
#include "Mailbox.h"

// The start of a memfd that a process with memory of its own and we both map. What comes after
// RSYSCALL_SPACE_RESERVED bytes is ours to hand out.
struct rsyscall_space {
    // Of the memfd, in bytes.
    unsigned long size;
    // Where the process has mapped it, and where its own children start to run: written before it serves the first
    // request.
    unsigned long base;
    unsigned long child_entry;
    // Of the process and of its children.
    struct rsyscall_doorbell doorbell;
    // RSYSCALL_MACHINE of the side that made it.
    unsigned long machine;
    unsigned long unused;
    // Its own mailbox and life.
    struct rsyscall_child child;
};

#define RSYSCALL_SPACE_RESERVED 65536
#define RSYSCALL_SPACE_MACHINE 48

// The architecture, as e_machine of an ELF file has it.
#if defined(__x86_64__)
#define RSYSCALL_MACHINE 62
#else
#define RSYSCALL_MACHINE 183
#endif

_Static_assert(__builtin_offsetof(struct rsyscall_space, base) == 8, "the same on every architecture");
_Static_assert(__builtin_offsetof(struct rsyscall_space, doorbell.descriptor) == 40, "the same on every architecture");
_Static_assert(__builtin_offsetof(struct rsyscall_space, machine) == RSYSCALL_SPACE_MACHINE, "where the stub reads it");

// A slot on two cache lines would make every call twice as slow.
_Static_assert(__builtin_offsetof(struct rsyscall_space, child.mailbox.slots) % 64 == 0, "slots are cache lines");
_Static_assert(sizeof(struct rsyscall_slot) == 64, "a slot is a cache line");

// The statuses with which the process exits if it can't serve.
enum {
    RSYSCALL_STUB_ARGUMENTS = 100, // its arguments aren't the numbers of a memfd and a bell
    RSYSCALL_STUB_SIZE = 101,      // the memfd is too small for what lies at its start
    RSYSCALL_STUB_MAPPING = 102,   // the memfd can't be mapped
    RSYSCALL_STUB_INPUT = 103,     // without arguments: through its standard input comes no greeting of the library
    RSYSCALL_STUB_VERSION = 104,   // without arguments: the greeting is of another version of the library
    RSYSCALL_STUB_NONSENSE = 105,  // a message on the stream is impossible
    RSYSCALL_STUB_PROCESS = 106,   // no process can be cloned
};

#endif
