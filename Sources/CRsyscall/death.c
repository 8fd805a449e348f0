#include <asm/poll.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/futex.h>
#include <linux/prctl.h>

#include "Child.h"
#include "Freestanding.h"
#include "SyscallInstruction.h"

RSYSCALL_FREESTANDING
void rsyscall_die_with_parent(const struct rsyscall_child *child, unsigned long signal)
{
    rsyscall_instruction(__NR_prctl, PR_SET_PDEATHSIG, signal, 0, 0, 0, 0);
    if (child->parent_life == 0) {
        // Only we have the other end of the pipe or socket that it rings, if it still has a bell.
        struct pollfd bell;
        unsigned long now[2];
        bell.fd = child->mailbox.doorbell->descriptor == 0 ? -1 : child->mailbox.doorbell->descriptor;
        bell.events = bell.revents = 0;
        now[0] = now[1] = 0;
        rsyscall_instruction(__NR_ppoll, (unsigned long)&bell, 1, (unsigned long)now, 0, 0, 0);
        if (bell.revents & (POLLERR | POLLHUP))
            rsyscall_instruction(__NR_exit_group, 1, 0, 0, 0, 0, 0);
        return;
    }
    // The parent may have died before it could take us along. The kernel marks its life and then looks for the
    // signal; we set the signal and then look at its life.
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (__atomic_load_n(child->parent_life, __ATOMIC_RELAXED) & FUTEX_OWNER_DIED)
        rsyscall_instruction(__NR_exit_group, 1, 0, 0, 0, 0, 0);
}

RSYSCALL_FREESTANDING
long rsyscall_keep_death_signal(
    const struct rsyscall_child *child, unsigned int number, const unsigned long *a)
{
    int signal = 0;
    rsyscall_instruction(__NR_prctl, PR_GET_PDEATHSIG, (unsigned long)&signal, 0, 0, 0, 0);
    const long result = rsyscall_instruction(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    // Not in another request, whose sender may be killed before it sends that.
    if (__atomic_load_n(&child->mailbox.doorbell->is_dumpable, __ATOMIC_RELAXED) == 1)
        rsyscall_instruction(__NR_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0, 0);
    if (signal != 0)
        rsyscall_die_with_parent(child, (unsigned long)signal);
    return result;
}
