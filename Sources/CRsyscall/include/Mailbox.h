#ifndef RSYSCALL_MAILBOX_H
#define RSYSCALL_MAILBOX_H

#include "Freestanding.h"

// A mailbox is the memory in which one thread asks another to make system calls. The server is
// rsyscall_serve; the client is Mailbox.swift. Both sides take the slots in order, round and round.

#define RSYSCALL_SLOTS 8

// The state of a slot. The client moves it out of FREE; the server moves it to DONE, or back to FREE if the
// result is dropped.
enum {
    RSYSCALL_FREE = 0,
    RSYSCALL_POSTED = 1,  // the client spins
    RSYSCALL_WAITED = 2,  // the client sleeps on the state word for a moment
    RSYSCALL_PARKED = 3,  // the client has turned to other work: put the mailbox on the ready list and ring
    RSYSCALL_DISCARD = 4, // the result is dropped
    RSYSCALL_DONE = 5,
};

// Numbers that are no system call.
#define RSYSCALL_NUMBER_STOP 0xffff // stop serving; the slot becomes DONE

// Make the calls in the array at argument 0, whose length is argument 1. The result is 0; each call's is in its step.
#define RSYSCALL_NUMBER_PROGRAM 0xfffd

// Copy argument 2 bytes to the address in argument 0 from that in argument 1. Both must be known to be mapped: nothing turns
// a fault into an error.
#define RSYSCALL_NUMBER_COPY 0xfffe

// Stands for a number that a slot cannot hold: the kernel knows this one no more than that.
#define RSYSCALL_NUMBER_UNKNOWN 0xfffc

// For how many rounds a server looks for a request, or a client for a result: at first, and at most, while that pays.
#define RSYSCALL_SPIN_USUAL 1024
#define RSYSCALL_SPIN_MOST 2048

// Bits of Effects.swift that the server acts on. It gets the lowest 16.
#define RSYSCALL_CLEARS_DEATH_SIGNAL 64 // the kernel forgets that the process is to die with its parent
#define RSYSCALL_INSTALLS_FILTER 128    // from then on any call may be refused
#define RSYSCALL_EXECUTES 1024          // on success the process makes no more calls
#define RSYSCALL_EXITS 2048             // on success there is no process any more

struct rsyscall_slot {
    unsigned int state;
    unsigned short number;
    unsigned short effects;
    unsigned long arguments[6];
    long result;
};

// One call of a program. It is skipped, with -ECANCELED for its result, if an earlier one ended the program or it
// needs the result of one that was refused or skipped.
struct rsyscall_step {
    unsigned short number;
    unsigned short effects;
    unsigned short results;         // which arguments are the index of an earlier step and stand for its result
    unsigned short ends_on_refusal; // whether the program ends if the call is refused
    unsigned long arguments[6];
    long result;
};

// The result of a call of a program that has begun and not ended, as Step.swift has it: no call returns this.
#define RSYSCALL_BEGUN (-0x7fffffffffffffffL - 1)

struct rsyscall_mailbox;

// What a completed slow call rings: one for all the mailboxes of a process tree.
struct rsyscall_doorbell {
    unsigned int asleep; // 1 while a thread sleeps on this word
    unsigned int is_dumpable; // 1 if a child that makes our memory undumpable by changing credentials is to restore it
    struct rsyscall_mailbox *ready; // mailboxes with slots that went from PARKED to DONE
    int descriptor; // if not 0, what is written to instead of waking a sleeper
    int unused;
};

struct rsyscall_mailbox {
    unsigned int asleep;  // 1 while the server sleeps on this word
    unsigned int on_list; // 1 from when it is pushed on the ready list until it is taken off
    struct rsyscall_mailbox *next;
    struct rsyscall_doorbell *doorbell;
    unsigned long identifier;
    unsigned int served;      // the slot that is served next
    unsigned int spin;        // for how many rounds the server looks for a request before it sleeps
    unsigned int sleeps;      // how often it slept
    unsigned int is_of_child; // whether it is the start of an rsyscall_child
    unsigned int unused[4];
    struct rsyscall_slot slots[RSYSCALL_SLOTS];
};

// Hidden, so that calls go there straight and not through a table in memory.
#pragma GCC visibility push(hidden)

// Serves the mailbox until it is told to stop. Uses no thread-local storage, no libc, and of the stack
// less than 512 bytes.
void rsyscall_serve(struct rsyscall_mailbox *mailbox);

#pragma GCC visibility pop

RSYSCALL_FREESTANDING
static inline __attribute__((always_inline)) void rsyscall_pause(void)
{
#if defined(__x86_64__)
    __asm__ volatile("pause");
#else
    __asm__ volatile("yield");
#endif
}

#endif
