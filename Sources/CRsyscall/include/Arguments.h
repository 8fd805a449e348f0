#ifndef RSYSCALL_ARGUMENTS_H
#define RSYSCALL_ARGUMENTS_H

// The words that we were started with, as execve(2) laid them down: the name first, a null pointer last.
// Swift reads them from /proc, which need not be there. Null if libc does not pass them on.
char **rsyscall_arguments(void);

#endif
