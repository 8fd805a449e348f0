#include <asm/errno.h>
#include <asm/unistd.h>
#include <linux/futex.h>
#include <linux/time.h>

#include "Child.h"
#include "Freestanding.h"
#include "Mailbox.h"
#include "SyscallInstruction.h"

enum { SPIN_MOST = 1024, SPIN_PROBE = 128, SLEEPS_BETWEEN_PROBES = 8 };
// In nanoseconds.
enum { NAP_LEAST = 50 * 1000, NAP_MOST = 8 * 1000 * 1000 };

// The words are shared between processes with different ideas of what is private, and the kernel wakes
// some of them itself: so none of the futexes is a private one.
RSYSCALL_FREESTANDING
static void futex_wake(unsigned int *word)
{
    rsyscall_instruction(__NR_futex, (unsigned long)word, FUTEX_WAKE, 1, 0, 0, 0);
}

// Sleeps for a moment, where a filter refuses the futex: the longer, the longer nobody has come.
RSYSCALL_FREESTANDING
static unsigned long nap(unsigned long nanoseconds)
{
    unsigned long time[2] = {0, nanoseconds};
    if (rsyscall_instruction(__NR_clock_nanosleep, CLOCK_MONOTONIC, 0, (unsigned long)time, 0, 0, 0) != 0
        && rsyscall_instruction(__NR_ppoll, 0, 0, (unsigned long)time, 0, 0, 0) != 0)
        rsyscall_instruction(__NR_sched_yield, 0, 0, 0, 0, 0, 0);
    return nanoseconds < NAP_MOST ? nanoseconds * 2 : nanoseconds;
}

RSYSCALL_FREESTANDING
static void ring(struct rsyscall_mailbox *mailbox)
{
    struct rsyscall_doorbell *doorbell = mailbox->doorbell;
    if (__atomic_exchange_n(&mailbox->on_list, 1, __ATOMIC_SEQ_CST) == 0) {
        struct rsyscall_mailbox *head = __atomic_load_n(&doorbell->ready, __ATOMIC_RELAXED);
        do {
            mailbox->next = head;
        } while (!__atomic_compare_exchange_n(
            &doorbell->ready, &head, mailbox, 1, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    }
    if (__atomic_exchange_n(&doorbell->asleep, 0, __ATOMIC_SEQ_CST) == 1)
        futex_wake(&doorbell->asleep);
}

RSYSCALL_FREESTANDING
static int is_request(unsigned int state)
{
    return state >= RSYSCALL_POSTED && state <= RSYSCALL_DISCARD;
}

RSYSCALL_FREESTANDING
static void await_request(struct rsyscall_mailbox *mailbox, struct rsyscall_slot *slot)
{
    unsigned long moment = NAP_LEAST;
    for (;;) {
        unsigned int budget = mailbox->spin;
        // With a budget of next to nothing we would never learn that spinning has come to pay again.
        if (budget < SPIN_PROBE && ++mailbox->sleeps % SLEEPS_BETWEEN_PROBES == 0)
            budget = SPIN_PROBE;
        for (unsigned int round = 0; round < budget; round++) {
            if (is_request(__atomic_load_n(&slot->state, __ATOMIC_ACQUIRE))) {
                mailbox->spin = mailbox->spin < SPIN_MOST / 2 ? mailbox->spin * 2 + SPIN_PROBE : SPIN_MOST;
                return;
            }
            rsyscall_pause();
        }
        mailbox->spin = mailbox->spin / 2;
        __atomic_store_n(&mailbox->asleep, 1, __ATOMIC_SEQ_CST);
        while (!is_request(__atomic_load_n(&slot->state, __ATOMIC_SEQ_CST))) {
            if (__atomic_load_n(&mailbox->asleep, __ATOMIC_SEQ_CST) == 0)
                break;
            const long result = rsyscall_instruction(
                __NR_futex, (unsigned long)&mailbox->asleep, FUTEX_WAIT, 1, 0, 0, 0);
            if (result != 0 && result != -EAGAIN && result != -EINTR)
                moment = nap(moment);
        }
        __atomic_store_n(&mailbox->asleep, 0, __ATOMIC_SEQ_CST);
        if (is_request(__atomic_load_n(&slot->state, __ATOMIC_ACQUIRE)))
            return;
    }
}

// Whether the kernel forgets after this call that the process is to die with its parent.
RSYSCALL_FREESTANDING
static int changes_credentials(unsigned int number)
{
    switch (number) {
    case __NR_setuid:
    case __NR_setgid:
    case __NR_setreuid:
    case __NR_setregid:
    case __NR_setresuid:
    case __NR_setresgid:
    case __NR_setfsuid:
    case __NR_setfsgid:
    case __NR_capset:
    case __NR_unshare:
    case __NR_setns:
        return 1;
    default:
        return 0;
    }
}

RSYSCALL_FREESTANDING
static long perform(const struct rsyscall_mailbox *mailbox, const struct rsyscall_slot *slot)
{
    const unsigned long *a = slot->arguments;
    if (slot->number == RSYSCALL_NUMBER_CALL)
        return ((long (*)(unsigned long))a[0])(a[1]);
    if (slot->number == RSYSCALL_NUMBER_STOP)
        return 0;
    if (changes_credentials(slot->number) && mailbox->is_of_child)
        return rsyscall_keep_death_signal((const struct rsyscall_child *)mailbox, slot);
    return rsyscall_call(slot->number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

RSYSCALL_FREESTANDING
void rsyscall_serve(struct rsyscall_mailbox *mailbox)
{
    for (;;) {
        struct rsyscall_slot *slot = &mailbox->slots[mailbox->served];
        if (!is_request(__atomic_load_n(&slot->state, __ATOMIC_ACQUIRE)))
            await_request(mailbox, slot);
        mailbox->served = (mailbox->served + 1) % RSYSCALL_SLOTS;

        const int stops = slot->number == RSYSCALL_NUMBER_STOP;
        const long result = perform(mailbox, slot);

        unsigned int state = RSYSCALL_DISCARD;
        if (!__atomic_compare_exchange_n(
                &slot->state, &state, RSYSCALL_FREE, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            slot->result = result;
            state = __atomic_exchange_n(&slot->state, RSYSCALL_DONE, __ATOMIC_SEQ_CST);
            if (state == RSYSCALL_WAITED)
                futex_wake(&slot->state);
            else if (state == RSYSCALL_PARKED)
                ring(mailbox);
        }
        if (stops)
            return;
    }
}
