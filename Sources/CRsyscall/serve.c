#include <asm/errno.h>
#include <asm/unistd.h>
#include <linux/futex.h>
#include <linux/time.h>

#include "Child.h"
#include "Freestanding.h"
#include "Mailbox.h"
#include "SyscallInstruction.h"

enum { SPIN_MOST = RSYSCALL_SPIN_MOST, SPIN_PROBE = 128, SLEEPS_BETWEEN_PROBES = 8 };
// In nanoseconds.
enum { NAP_LEAST = 50 * 1000, NAP_MOST = 8 * 1000 * 1000 };

// The words are shared between processes with different ideas of what is private, and the kernel itself
// wakes sleepers on some of them: so none of the futexes is a private one.
RSYSCALL_FREESTANDING
static void futex_wake(unsigned int *word)
{
    rsyscall_instruction(__NR_futex, (unsigned long)word, FUTEX_WAKE, 1, 0, 0, 0);
}

// Sleeps for a moment in place of a futex that a filter refuses, longer each time while no request comes.
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
    if (__atomic_exchange_n(&doorbell->asleep, 0, __ATOMIC_SEQ_CST) != 1)
        return;
    if (doorbell->descriptor == 0) {
        futex_wake(&doorbell->asleep);
    } else {
        const unsigned long one = 1;
        rsyscall_instruction(__NR_write, (unsigned int)doorbell->descriptor, (unsigned long)&one, sizeof one, 0, 0, 0);
    }
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

RSYSCALL_FREESTANDING
static long call(
    struct rsyscall_mailbox *mailbox, unsigned int number, unsigned int effects, const unsigned long *a)
{
    if (number == RSYSCALL_NUMBER_COPY) {
        rsyscall_copy((unsigned char *)a[0], (const unsigned char *)a[1], a[2]);
        return 0;
    }
    if (effects & RSYSCALL_CLEARS_DEATH_SIGNAL && mailbox->is_of_child)
        return rsyscall_keep_death_signal((const struct rsyscall_child *)mailbox, number, a);
    if (effects & RSYSCALL_EXECUTES && mailbox->is_of_child) {
        const unsigned int report = ((const struct rsyscall_child *)mailbox)->life.report;
        // Who asked would wait for an answer forever.
        if (report == RSYSCALL_LIFE_SILENT)
            return -EPERM;
        // Has the client look whether we are gone until we are.
        if (report == RSYSCALL_LIFE_CLEARED)
            ring(mailbox);
    }
    const long result = rsyscall_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    // It returns only if a filter refuses it, perhaps one that our process had before it knew.
    if (effects & RSYSCALL_EXITS && mailbox->is_of_child)
        rsyscall_end_child(a[0]);
    return result;
}

RSYSCALL_FREESTANDING
static int is_refusal(long result)
{
    return result < 0 && result >= -4095;
}

// Puts the results of earlier steps in their places; 0 if one has none.
RSYSCALL_FREESTANDING
static int take_results(struct rsyscall_step *step, const struct rsyscall_step *steps, unsigned long before)
{
    for (unsigned int index = 0; index < 6; index++) {
        if (!(step->results & 1u << index))
            continue;
        if (step->arguments[index] >= before || is_refusal(steps[step->arguments[index]].result))
            return 0;
        step->arguments[index] = (unsigned long)steps[step->arguments[index]].result;
    }
    return 1;
}

RSYSCALL_FREESTANDING
static long run_program(struct rsyscall_mailbox *mailbox, struct rsyscall_step *steps, unsigned long count)
{
    int is_over = 0;
    for (unsigned long index = 0; index < count; index++) {
        struct rsyscall_step *step = &steps[index];
        if (is_over || !take_results(step, steps, index)) {
            step->result = -ECANCELED;
            is_over |= step->ends_on_refusal;
            continue;
        }
        // After a call that executes a program it is too late to say that it was made. Of any other, a process that is
        // killed meanwhile leaves that it had begun it.
        step->result = step->effects & RSYSCALL_EXECUTES ? 0 : RSYSCALL_BEGUN;
        step->result = call(mailbox, step->number, step->effects, step->arguments);
        is_over = is_refusal(step->result) ? step->ends_on_refusal : step->effects & RSYSCALL_EXECUTES;
    }
    return 0;
}

RSYSCALL_FREESTANDING
static long perform(struct rsyscall_mailbox *mailbox, const struct rsyscall_slot *slot)
{
    const unsigned long *a = slot->arguments;
    switch (slot->number) {
    case RSYSCALL_NUMBER_PROGRAM:
        return run_program(mailbox, (struct rsyscall_step *)a[0], a[1]);
    case RSYSCALL_NUMBER_STOP:
        return 0;
    default:
        return call(mailbox, slot->number, slot->effects, a);
    }
}

RSYSCALL_FREESTANDING
void rsyscall_serve(struct rsyscall_mailbox *mailbox)
{
    for (;;) {
        struct rsyscall_slot *slot = &mailbox->slots[mailbox->served];
        if (!is_request(__atomic_load_n(&slot->state, __ATOMIC_ACQUIRE)))
            await_request(mailbox, slot);
        __atomic_store_n(&mailbox->served, (mailbox->served + 1) % RSYSCALL_SLOTS, __ATOMIC_RELAXED);

        const int stops = slot->number == RSYSCALL_NUMBER_STOP;
        const long result = perform(mailbox, slot);

        // The client waits at this word, so each time that we ask for it to write to it we wait for the client's processor:
        // the common case asks once. A slot whose result is dropped may come to be reported, but not the other way round.
        unsigned int state = __atomic_load_n(&slot->state, __ATOMIC_RELAXED);
        if (state != RSYSCALL_DISCARD
            || !__atomic_compare_exchange_n(
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
