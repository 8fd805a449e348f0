#include "Copy.h"

int rsyscall_copied;

void rsyscall_become_copy(void)
{
    __atomic_store_n(&rsyscall_copied, 1, __ATOMIC_RELAXED);
}
