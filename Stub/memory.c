#include "Freestanding.h"

// What compilers call without being asked. There is no libc.

void *memset(void *start, int value, unsigned long count)
{
    unsigned char *byte = start;
    while (count-- > 0)
        *byte++ = (unsigned char)value;
    return start;
}

void *memmove(void *target, const void *source, unsigned long count)
{
    unsigned char *to = target;
    const unsigned char *from = source;
    if (to < from || to >= from + count) {
        rsyscall_copy(to, from, count);
    } else {
        while (count-- > 0)
            to[count] = from[count];
    }
    return target;
}

void *memcpy(void *target, const void *source, unsigned long count)
{
    return memmove(target, source, count);
}
