#ifndef RSYSCALL_ERRNO_H
#define RSYSCALL_ERRNO_H

#include <asm/errno.h>

#endif
