#include "SignalPipe.h"

#include <asm/unistd.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "Copy.h"
#include "SyscallInstruction.h"

static int pipe_end = -1;
// Those of which one found no room in the pipe, a bit each.
static unsigned long lost;
static int owner;
// The caller holds a lock for these.
static struct sigaction before[_NSIG + 1];

void rsyscall_set_signal_pipe(int descriptor)
{
    owner = (int)rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0);
    __atomic_store_n(&pipe_end, descriptor, __ATOMIC_RELAXED);
}

// Acts on the signal as if it had not been caught: a copy of the process has the same pipe, whose reader is the
// original.
static void take_back(int signal, siginfo_t *info)
{
    sigaction(signal, &before[signal], NULL);
    // It comes once the handler returns.
    rsyscall_instruction(
        __NR_rt_tgsigqueueinfo, (unsigned long)rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0),
        (unsigned long)rsyscall_instruction(__NR_gettid, 0, 0, 0, 0, 0, 0), (unsigned long)signal, (unsigned long)info,
        0, 0);
}

static int is_written(const siginfo_t *info)
{
    int pipe = __atomic_load_n(&pipe_end, __ATOMIC_RELAXED);
    return rsyscall_instruction(__NR_write, (unsigned long)pipe, (unsigned long)info, sizeof *info, 0, 0, 0) >= 0;
}

// Uses no errno, so it may interrupt anything.
static void write_signal(int signal, siginfo_t *info, void *context)
{
    (void)context;
    if (rsyscall_is_copy() || rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0) != owner)
        return take_back(signal, info);
    if (is_written(info)) return;
    const unsigned long bit = 1ul << (signal - 1);
    __atomic_fetch_or(&lost, bit, __ATOMIC_SEQ_CST);
    // If the pipe is still full, its reader looks at the bit later; otherwise it may have done so before.
    if (is_written(info)) __atomic_fetch_and(&lost, ~bit, __ATOMIC_SEQ_CST);
}

unsigned long rsyscall_take_lost_signals(void)
{
    return __atomic_exchange_n(&lost, 0, __ATOMIC_SEQ_CST);
}

int rsyscall_catch_signal(int signal)
{
    struct sigaction action = { .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK }, former;
    if (signal < 1 || signal > _NSIG) return EINVAL;
    action.sa_sigaction = write_signal;
    sigfillset(&action.sa_mask);
    if (sigaction(signal, &action, &former) != 0) return errno;
    // It may be caught already.
    if (former.sa_sigaction != write_signal) before[signal] = former;
    return 0;
}

void rsyscall_release_signal(int signal)
{
    struct sigaction current;
    // Its action may have been set to another one since.
    if (sigaction(signal, NULL, &current) == 0 && current.sa_sigaction == write_signal)
        sigaction(signal, &before[signal], NULL);
}
