// Where the kernel starts the program: what it was given lies on the stack.
#if defined(__x86_64__)
    .globl _start
_start:
    mov %rsp, %rdi
    xor %ebp, %ebp
    and $-16, %rsp
    call stub_main
    ud2
#elif defined(__aarch64__)
    .globl _start
_start:
    mov x0, sp
    mov x29, #0
    mov x30, #0
    bl stub_main
    brk #0
#endif
    .section .note.GNU-stack, "", %progbits
