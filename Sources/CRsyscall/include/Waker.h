#ifndef RSYSCALL_WAKER_H
#define RSYSCALL_WAKER_H

// Starts a process that continues us by SIGCONT when the process that the pidfd refers to has ended. It dies with us.
// Returns its number, or -1 with errno set. The caller reaps it.
int rsyscall_start_waker(int pidfd);

#endif
