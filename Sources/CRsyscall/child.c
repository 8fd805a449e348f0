#include <asm/poll.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/close_range.h>
#include <linux/prctl.h>
#include <linux/sched.h>

#include "Child.h"
#include "Freestanding.h"
#include "SyscallInstruction.h"

#if defined(__x86_64__)
__asm__(".text\n"
        ".globl rsyscall_call\n"
        ".hidden rsyscall_call\n"
        ".type rsyscall_call, @function\n"
        "rsyscall_call:\n"
        "    mov %rdi, %rax\n"
        "    mov %rsi, %rdi\n"
        "    mov %rdx, %rsi\n"
        "    mov %rcx, %rdx\n"
        "    mov %r8, %r10\n"
        "    mov %r9, %r8\n"
        "    mov 8(%rsp), %r9\n"
        "    syscall\n"
        "    ret\n"
        ".size rsyscall_call, . - rsyscall_call\n"
        ".globl rsyscall_child_entry\n"
        ".hidden rsyscall_child_entry\n"
        ".type rsyscall_child_entry, @function\n"
        "rsyscall_child_entry:\n"
        "    pop %rdi\n"
        "    xor %ebp, %ebp\n"
        "    and $-16, %rsp\n"
        "    call rsyscall_child_main\n"
        "    ud2\n"
        ".size rsyscall_child_entry, . - rsyscall_child_entry\n");
#elif defined(__aarch64__)
__asm__(".text\n"
        ".globl rsyscall_call\n"
        ".hidden rsyscall_call\n"
        ".type rsyscall_call, %function\n"
        "rsyscall_call:\n"
        "    mov x8, x0\n"
        "    mov x0, x1\n"
        "    mov x1, x2\n"
        "    mov x2, x3\n"
        "    mov x3, x4\n"
        "    mov x4, x5\n"
        "    mov x5, x6\n"
        "    svc #0\n"
        "    cbnz x0, 1f\n"
        "    cmp x8, #220\n" // clone
        "    b.eq 2f\n"
        "    cmp x8, #435\n" // clone3
        "    b.ne 1f\n"
        "2:  ldp x16, x0, [sp], #16\n"
        "    br x16\n"
        "1:  ret\n"
        ".size rsyscall_call, . - rsyscall_call\n"
        ".globl rsyscall_child_entry\n"
        ".hidden rsyscall_child_entry\n"
        ".type rsyscall_child_entry, %function\n"
        "rsyscall_child_entry:\n"
        "    mov x29, #0\n"
        "    mov x30, #0\n"
        "    bl rsyscall_child_main\n"
        "    brk #0\n"
        ".size rsyscall_child_entry, . - rsyscall_child_entry\n");
#endif

struct kernel_sigaction {
    unsigned long handler;
    unsigned long flags;
    unsigned long restorer;
    unsigned long mask;
};

RSYSCALL_FREESTANDING
static void set_signals_to_default(void)
{
    for (unsigned long signal = 1; signal <= 64; signal++) {
        struct kernel_sigaction action;
        action.handler = 0;
        rsyscall_instruction(__NR_rt_sigaction, signal, 0, (unsigned long)&action, 8, 0, 0);
        // An ignored signal stays ignored, as it does when execve sets the others to their defaults.
        if (action.handler == 0 || action.handler == 1)
            continue;
        action.handler = action.flags = action.restorer = action.mask = 0;
        rsyscall_instruction(__NR_rt_sigaction, signal, (unsigned long)&action, 0, 8, 0, 0);
    }
}

RSYSCALL_FREESTANDING
static void exit_if_parent_is_gone(int parent_pidfd)
{
    struct {
        int descriptor;
        short events;
        short revents;
    } poll;
    struct {
        long seconds;
        long nanoseconds;
    } none;
    // Field by field: for an initialiser the compiler may call memset.
    poll.descriptor = parent_pidfd;
    poll.events = POLLIN;
    poll.revents = 0;
    none.seconds = 0;
    none.nanoseconds = 0;
    const long ready = rsyscall_instruction(
        __NR_ppoll, (unsigned long)&poll, 1, (unsigned long)&none, 0, 0, 0);
    if (ready == 1 && (poll.revents & POLLIN))
        rsyscall_instruction(__NR_exit_group, 1, 0, 0, 0, 0, 0);
}

// Of a table with ten thousand descriptors this copies the few that are wanted, and never holds another's
// open file for even a moment.
RSYSCALL_FREESTANDING
static void copy_descriptors(unsigned int first_left_out)
{
    if (rsyscall_instruction(__NR_close_range, first_left_out, ~0u, CLOSE_RANGE_UNSHARE, 0, 0, 0) == 0)
        return;
    // A kernel before 5.9. With a table that is still shared we could close what is not ours.
    if (rsyscall_instruction(__NR_unshare, CLONE_FILES, 0, 0, 0, 0, 0) != 0)
        rsyscall_instruction(__NR_exit_group, 1, 0, 0, 0, 0, 0);
}

RSYSCALL_FREESTANDING
__attribute__((noreturn, used, visibility("hidden"))) void rsyscall_child_main(struct rsyscall_child *child)
{
    if (child->resets_signals)
        set_signals_to_default();

    // The entry on the list is the word itself: nobody holds a lock, we only want it marked.
    child->life = (unsigned int)rsyscall_instruction(__NR_gettid, 0, 0, 0, 0, 0, 0);
    child->robust_list.next = &child->robust_list;
    child->robust_list.futex_offset = 0;
    child->robust_list.pending = &child->life;
    rsyscall_instruction(__NR_set_robust_list, (unsigned long)&child->robust_list, 24, 0, 0, 0, 0);

    rsyscall_instruction(__NR_prctl, PR_SET_PDEATHSIG, 9, 0, 0, 0, 0);
    // It may have died before it could be told to take us along.
    if (child->parent_pidfd >= 0)
        exit_if_parent_is_gone(child->parent_pidfd);
    // The pidfd tells only when the last of its threads is gone, and we may have a new parent before that.
    const long parent = rsyscall_instruction(__NR_getppid, 0, 0, 0, 0, 0, 0);
    // One in a pid namespace that its maker has unshared sees none.
    if (child->parent != 0 && parent != 0 && parent != child->parent)
        rsyscall_instruction(__NR_exit_group, 1, 0, 0, 0, 0, 0);
    if (child->copied_descriptors != 0)
        copy_descriptors(child->copied_descriptors);

    rsyscall_serve(&child->mailbox);
    for (;;)
        rsyscall_instruction(__NR_exit_group, 0, 0, 0, 0, 0, 0);
}
