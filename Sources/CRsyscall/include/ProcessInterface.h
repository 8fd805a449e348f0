#ifndef RSYSCALL_PROCESS_INTERFACE_H
#define RSYSCALL_PROCESS_INTERFACE_H

// The constants and layouts of processes, from the kernel's own headers. Where they declare a struct
// that libc declares too, it gets a name of its own: both may be imported in one Swift file.

#include <linux/prctl.h>

#endif
