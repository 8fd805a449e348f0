#ifndef RSYSCALL_FREESTANDING_H
#define RSYSCALL_FREESTANDING_H

// For code that runs in a cloned process, where the memory is ours but libc knows nothing of the thread: no stack
// protector and no sanitizer may look for thread-local storage there.
#define RSYSCALL_FREESTANDING \
    __attribute__((no_stack_protector, disable_sanitizer_instrumentation, no_instrument_function))

// Copies forward like memcpy, which is libc's and unlike this loop may not be called in a cloned process.
RSYSCALL_FREESTANDING
static inline void rsyscall_copy(unsigned char *to, const unsigned char *from, unsigned long count)
{
    typedef unsigned long block __attribute__((vector_size(16), aligned(1), may_alias));
    // The empty instruction keeps the compiler from making a call of memcpy of it.
    for (; count >= 2 * sizeof(block); count -= 2 * sizeof(block)) {
        const block first = ((const block *)from)[0], second = ((const block *)from)[1];
        ((block *)to)[0] = first;
        ((block *)to)[1] = second;
        to += 2 * sizeof(block);
        from += 2 * sizeof(block);
        __asm__ volatile("");
    }
    while (count-- > 0) {
        *to++ = *from++;
        __asm__ volatile("");
    }
}

#endif
