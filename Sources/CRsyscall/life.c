#include <asm/unistd.h>

#include "Freestanding.h"
#include "Life.h"
#include "SyscallInstruction.h"

RSYSCALL_FREESTANDING
void rsyscall_mark_life(struct rsyscall_life *life)
{
    // The entry on the list is the word itself: nobody holds a lock, we only want it marked.
    life->word = (unsigned int)rsyscall_instruction(__NR_gettid, 0, 0, 0, 0, 0, 0);
    life->robust_list.next = &life->robust_list;
    life->robust_list.futex_offset = 0;
    life->robust_list.pending = &life->word;
    rsyscall_instruction(__NR_set_robust_list, (unsigned long)&life->robust_list, 24, 0, 0, 0, 0);
}
