#ifndef RSYSCALL_ENVIRONMENT_H
#define RSYSCALL_ENVIRONMENT_H

// A copy of the environment that we were started with, made before main, a null pointer last. Null where libc does not
// pass it on.
char **rsyscall_environment(void);

#endif
