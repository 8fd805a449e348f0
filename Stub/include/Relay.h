#ifndef STUB_RELAY_H
#define STUB_RELAY_H

#include "Child.h"

// What Swift has no word for without its libraries: atomic words, and a signal's handler.

static inline unsigned int stub_load(const unsigned int *word)
{
    return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static inline void stub_store(unsigned int *word, unsigned int value)
{
    __atomic_store_n(word, value, __ATOMIC_SEQ_CST);
}

static inline unsigned int stub_exchange(unsigned int *word, unsigned int value)
{
    return __atomic_exchange_n(word, value, __ATOMIC_SEQ_CST);
}

// Takes the list of mailboxes with calls that have ended.
static inline struct rsyscall_mailbox *stub_take_ready(struct rsyscall_doorbell *bell)
{
    return __atomic_exchange_n(&bell->ready, 0, __ATOMIC_SEQ_CST);
}

static inline void stub_pause(void) { rsyscall_pause(); }

#pragma GCC visibility push(hidden)

// Has SIGCHLD and SIGIO change the word from 1 to 2, and the former count up the second one.
void stub_wake_by_signals(unsigned int *word, unsigned int *ended);

#pragma GCC visibility pop

#endif
