#ifndef RSYSCALL_ENVIRONMENT_H
#define RSYSCALL_ENVIRONMENT_H

extern char **environ;

// Our own environment, which Swift does not read from a global variable of C.
static inline char **rsyscall_environment(void)
{
    return environ;
}

#endif
