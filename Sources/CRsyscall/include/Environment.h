#ifndef RSYSCALL_ENVIRONMENT_H
#define RSYSCALL_ENVIRONMENT_H

// A copy of the environment that we were started with, made before main, a null pointer last. Null if libc does not
// pass it on, or there was no memory for it.
char **rsyscall_environment(void);

#endif
