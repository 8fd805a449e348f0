#include "SentSignals.h"

#include <asm/unistd.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "Freestanding.h"
#include "SyscallInstruction.h"

static const int reported[] = { SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV };
enum { COUNT = sizeof reported / sizeof *reported };

// The kernel's form of a set.
static unsigned long before;
static struct sigaction report[_NSIG];

static unsigned long set_of(int signal)
{
    return 1ul << (signal - 1);
}

RSYSCALL_FREESTANDING
static void hold(void)
{
    unsigned long held = 0;
    for (int index = 0; index < COUNT; index++)
        held |= 1ul << (reported[index] - 1);
    rsyscall_instruction(
        __NR_rt_sigprocmask, SIG_BLOCK, (unsigned long)&held, (unsigned long)&before, sizeof held, 0, 0);
}

// Before the constructors of all libraries, among which is the one that installs the handlers.
__attribute__((section(".preinit_array"), used)) static void (*const entry)(void) = hold;

static void end_or_report(int signal, siginfo_t *info, void *context)
{
    const int is_sent = info->si_code <= 0;
    // By abort(3), for example.
    const int is_ours = is_sent && info->si_code != SI_ASYNCIO && info->si_pid == getpid();
    if (is_sent && !is_ours) {
        // It comes once the handler returns.
        const struct sigaction action = { .sa_handler = SIG_DFL };
        sigaction(signal, &action, NULL);
        raise(signal);
    } else if (report[signal].sa_flags & SA_SIGINFO) {
        report[signal].sa_sigaction(signal, info, context);
    } else {
        report[signal].sa_handler(signal);
    }
}

void rsyscall_release_sent_signals(void)
{
    unsigned long released = 0;
    for (int index = 0; index < COUNT; index++) {
        const int signal = reported[index];
        struct sigaction *former = &report[signal];
        if (!(before & set_of(signal)))
            released |= set_of(signal);
        if (sigaction(signal, NULL, former) != 0)
            continue;
        if (!(former->sa_flags & SA_SIGINFO) && (former->sa_handler == SIG_DFL || former->sa_handler == SIG_IGN))
            continue;
        struct sigaction action = *former;
        action.sa_flags |= SA_SIGINFO;
        action.sa_sigaction = end_or_report;
        sigaction(signal, &action, NULL);
    }
    rsyscall_instruction(__NR_rt_sigprocmask, SIG_UNBLOCK, (unsigned long)&released, 0, sizeof released, 0, 0);
}
