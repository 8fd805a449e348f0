#include "SignalPipe.h"

#include <asm/unistd.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "Copy.h"
#include "SyscallInstruction.h"

static int pipe_end = -1;
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

// Uses no errno, so it may interrupt anything. If the pipe is full, there is enough to read.
static void write_signal(int signal, siginfo_t *info, void *context)
{
    (void)context;
    if (rsyscall_is_copy() || rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0) != owner)
        return take_back(signal, info);
    int pipe = __atomic_load_n(&pipe_end, __ATOMIC_RELAXED);
    rsyscall_instruction(__NR_write, (unsigned long)pipe, (unsigned long)info, sizeof *info, 0, 0, 0);
}

int rsyscall_catch_signal(int signal)
{
    struct sigaction action = { .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK };
    if (signal < 1 || signal > _NSIG) return EINVAL;
    action.sa_sigaction = write_signal;
    sigfillset(&action.sa_mask);
    return sigaction(signal, &action, &before[signal]) == 0 ? 0 : errno;
}

void rsyscall_release_signal(int signal)
{
    sigaction(signal, &before[signal], NULL);
}
