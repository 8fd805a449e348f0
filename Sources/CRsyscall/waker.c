#define _GNU_SOURCE
#include "Waker.h"

#include <asm/unistd.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

int rsyscall_start_waker(int pidfd)
{
    pid_t us = getpid();
    // Not fork(3), which waits for locks that other threads hold. What follows takes none.
    pid_t waker = (pid_t)syscall(__NR_clone, (unsigned long)SIGCHLD, 0, 0, 0, 0);
    if (waker != 0)
        return waker;

    syscall(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (syscall(__NR_getppid) != us)
        syscall(__NR_exit_group, 0);
    // Out of our group, so that it isn't stopped together with it.
    syscall(__NR_setpgid, 0, 0);
    // Others may wait for the end of a pipe that we would keep open.
    if (pidfd > 0)
        syscall(__NR_close_range, 0, pidfd - 1, 0);
    syscall(__NR_close_range, pidfd + 1, ~0u, 0);
    struct pollfd end = {.fd = pidfd, .events = POLLIN};
    while (syscall(__NR_ppoll, &end, 1, 0, 0, 0) < 0)
        ;
    syscall(__NR_kill, us, SIGCONT);
    syscall(__NR_exit_group, 0);
    __builtin_unreachable();
}
