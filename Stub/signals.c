#include <asm/signal.h>
#include <asm/unistd.h>

#include "Relay.h"
#include "SyscallInstruction.h"

static unsigned int *asleep;
static unsigned int *ended;

struct kernel_sigaction {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

#if defined(__x86_64__)
void stub_restore(void);
__asm__(".text\n"
        ".globl stub_restore\n"
        ".hidden stub_restore\n"
        "stub_restore:\n"
        "    mov $15, %eax\n" // rt_sigreturn
        "    syscall\n");
enum { FLAGS = SA_RESTART | 0x04000000 }; // SA_RESTORER
#else
#define stub_restore 0
enum { FLAGS = SA_RESTART };
#endif

static void handle(int signal)
{
    if (signal == SIGCHLD)
        __atomic_fetch_add(ended, 1, __ATOMIC_SEQ_CST);
    // Only if the kernel has not cleared it, which says something else.
    unsigned int sleeping = 1;
    __atomic_compare_exchange_n(asleep, &sleeping, 2, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

void stub_wake_by_signals(unsigned int *word, unsigned int *count)
{
    asleep = word;
    ended = count;
    const struct kernel_sigaction action = {handle, FLAGS, stub_restore, ~0ul};
    rsyscall_instruction(__NR_rt_sigaction, SIGCHLD, (unsigned long)&action, 0, 8, 0, 0);
    rsyscall_instruction(__NR_rt_sigaction, SIGIO, (unsigned long)&action, 0, 8, 0, 0);
}
