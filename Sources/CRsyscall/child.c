#include <asm/errno.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/close_range.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>
#include <linux/resource.h>
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
void rsyscall_end_child(unsigned long status)
{
    rsyscall_instruction(__NR_exit_group, status, 0, 0, 0, 0, 0);
    // The same for a process of one thread.
    rsyscall_instruction(__NR_exit, status, 0, 0, 0, 0, 0);
    const long pid = rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0);
    if (pid > 0)
        rsyscall_instruction(__NR_kill, (unsigned long)pid, SIGKILL, 0, 0, 0, 0);
}

RSYSCALL_FREESTANDING
static int is_kept(const struct rsyscall_child *child, unsigned int number)
{
    for (int index = 0; index < RSYSCALL_KEPT; index++)
        if (child->kept[index] == number)
            return number != 0;
    return 0;
}

// Without any that is kept, this copies three descriptors even of a table with ten thousand, and holds no other open file
// even for a moment. Up to the last that is kept, it copies all, and closes the others at once.
RSYSCALL_FREESTANDING
static void leave_descriptors(const struct rsyscall_child *child)
{
    unsigned int next = child->first_closed;
    for (int index = 0; index < RSYSCALL_KEPT; index++)
        if (child->kept[index] >= next)
            next = child->kept[index] + 1;
    // A copy has a table of its own, which threads of an emulator may share.
    const unsigned int flags = child->is_copy ? 0 : CLOSE_RANGE_UNSHARE;
    if (rsyscall_instruction(__NR_close_range, next, ~0u, flags, 0, 0, 0) == 0) {
        next = child->first_closed;
        for (int index = 0; index < RSYSCALL_KEPT; index++) {
            const unsigned int kept = child->kept[index];
            if (kept > next)
                rsyscall_instruction(__NR_close_range, next, kept - 1, 0, 0, 0, 0);
            if (kept >= next)
                next = kept + 1;
        }
        return;
    }
    // A kernel before 5.9, or a filter that does not know the call. In a table that is still shared we would close
    // what is not ours.
    while (rsyscall_instruction(__NR_unshare, CLONE_FILES, 0, 0, 0, 0, 0) != 0)
        rsyscall_end_child(1);
    unsigned long limit[2] = {1024, 0};
    rsyscall_instruction(__NR_prlimit64, 0, RLIMIT_NOFILE, 0, (unsigned long)limit, 0, 0);
    for (unsigned long number = child->first_closed; number < limit[0]; number++)
        if (!is_kept(child, number))
            rsyscall_instruction(__NR_close, number, 0, 0, 0, 0, 0);
}

// A file that a program would not get is not one of the standard streams: its number was free when it was opened. Like
// our own process, the child has the null device instead, so that what it opens doesn't get the number.
RSYSCALL_FREESTANDING
static void leave_other_files(const struct rsyscall_child *child)
{
    static const char null_device[] = "/dev/null", root[] = "/";
    const unsigned long here = (unsigned long)AT_FDCWD;
    for (unsigned int stream = 0; stream < child->first_closed; stream++) {
        const long flags = rsyscall_instruction(__NR_fcntl, stream, F_GETFD, 0, 0, 0, 0);
        if (flags != -EBADF && (flags < 0 || (flags & FD_CLOEXEC) == 0 || is_kept(child, stream)))
            continue;
        long file = rsyscall_instruction(__NR_openat, here, (unsigned long)null_device, O_RDWR | O_CLOEXEC, 0, 0, 0);
        if (file < 0)
            file = rsyscall_instruction(__NR_openat, here, (unsigned long)root, O_PATH | O_CLOEXEC, 0, 0, 0);
        if (file == (long)stream)
            continue;
        if (file < 0 || rsyscall_instruction(__NR_dup3, (unsigned long)file, stream, O_CLOEXEC, 0, 0, 0) < 0)
            rsyscall_instruction(__NR_close, stream, 0, 0, 0, 0, 0);
        if (file >= 0)
            rsyscall_instruction(__NR_close, (unsigned long)file, 0, 0, 0, 0, 0);
    }
}

// A kernel that refuses CLONE_VM may refuse CLONE_PARENT too.
RSYSCALL_FREESTANDING
static void become_child_of_relay(struct rsyscall_child *child)
{
    if (child->middle < 0) {
        child->middle = (int)rsyscall_instruction(__NR_getpid, 0, 0, 0, 0, 0, 0);
        // The two share the memory that their stacks are in. What the copy starts with lies below the struct.
        const unsigned long stack = (unsigned long)child - 16;
        rsyscall_end_child(rsyscall_call(__NR_clone, SIGCHLD, stack, 0, 0, 0, 0) > 0 ? 0 : 1);
    }
    // Before it is one, the end of the process in the middle would be that of its parent.
    while (rsyscall_instruction(__NR_getppid, 0, 0, 0, 0, 0, 0) == child->middle)
        rsyscall_instruction(__NR_sched_yield, 0, 0, 0, 0, 0, 0);
}

// What ps shows until execve; otherwise it would show the name of the thread that made the child.
static const char child_name[] = "rsyscall-child";

RSYSCALL_FREESTANDING
__attribute__((noreturn, used, visibility("hidden"))) void rsyscall_child_main(struct rsyscall_child *child)
{
    if (child->resets_signals)
        set_signals_to_default();

    if (child->middle != 0)
        become_child_of_relay(child);

    // The memory of a child without such a life may be its own.
    const unsigned int otherwise = child->parent_life != 0 ? RSYSCALL_LIFE_CLEARED : RSYSCALL_LIFE_SILENT;
    rsyscall_mark_life(&child->life, child->is_copy ? RSYSCALL_LIFE_WATCHED : otherwise);

    rsyscall_die_with_parent(child, SIGKILL);
    // The relay may have ended before. If it is there, it may still not have got to be the parent.
    if (child->is_copy
        && rsyscall_instruction(__NR_kill, (unsigned int)child->relay, 0, 0, 0, 0, 0) == -ESRCH)
        rsyscall_end_child(1);
    rsyscall_instruction(__NR_prctl, PR_SET_NAME, (unsigned long)child_name, 0, 0, 0, 0);
    if (child->first_closed != 0) {
        leave_descriptors(child);
        leave_other_files(child);
    }

    child->mailbox.is_of_child = 1;
    rsyscall_serve(&child->mailbox);
    for (;;)
        rsyscall_end_child(0);
}
