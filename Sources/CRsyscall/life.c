#include <asm/unistd.h>

#include "Freestanding.h"
#include "Life.h"
#include "SyscallInstruction.h"

RSYSCALL_FREESTANDING
void rsyscall_mark_life(struct rsyscall_life *life, unsigned int otherwise)
{
    // The pending entry is the word itself and the list is empty: there is no lock, we only want the word marked.
    const long number = rsyscall_instruction(__NR_gettid, 0, 0, 0, 0, 0, 0);
    // A filter may refuse that call. Without the number, the kernel doesn't mark the word, but may clear it.
    life->word = number > 0 ? (unsigned int)number : 1;
    life->robust_list.next = &life->robust_list;
    life->robust_list.futex_offset = 0;
    life->robust_list.pending = &life->word;
    if (number > 0
        && rsyscall_instruction(__NR_set_robust_list, (unsigned long)&life->robust_list, 24, 0, 0, 0, 0) == 0)
        return;
    // The kernel does this only if another process has the memory.
    if (otherwise == RSYSCALL_LIFE_CLEARED
        && rsyscall_instruction(__NR_set_tid_address, (unsigned long)&life->word, 0, 0, 0, 0, 0) <= 0)
        otherwise = RSYSCALL_LIFE_SILENT;
    // Others that see this see the number too.
    __atomic_store_n(&life->report, otherwise, __ATOMIC_SEQ_CST);
}
