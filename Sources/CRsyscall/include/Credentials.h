#ifndef RSYSCALL_CREDENTIALS_H
#define RSYSCALL_CREDENTIALS_H

// Functions of libc that act on all threads of the process. Its headers declare them only with _GNU_SOURCE.
int setresuid(unsigned int real, unsigned int effective, unsigned int saved);
int setresgid(unsigned int real, unsigned int effective, unsigned int saved);

#endif
