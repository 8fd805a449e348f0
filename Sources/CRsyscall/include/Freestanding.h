#ifndef RSYSCALL_FREESTANDING_H
#define RSYSCALL_FREESTANDING_H

// For code that runs in a cloned process, where the memory is ours but libc knows nothing of the thread: no stack
// protector and no sanitizer may look for thread-local storage there.
#define RSYSCALL_FREESTANDING \
    __attribute__((no_stack_protector, disable_sanitizer_instrumentation, no_instrument_function))

#endif
