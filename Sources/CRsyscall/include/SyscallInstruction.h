#ifndef RSYSCALL_INSTRUCTION_H
#define RSYSCALL_INSTRUCTION_H

// The bare instruction: what the kernel left in the result register, errno untouched.
static inline __attribute__((always_inline)) long rsyscall_instruction(
    long number, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e,
    unsigned long f)
{
#if defined(__x86_64__)
    long result;
    register unsigned long r10 __asm__("r10") = d;
    register unsigned long r8 __asm__("r8") = e;
    register unsigned long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register unsigned long x0 __asm__("x0") = a;
    register unsigned long x1 __asm__("x1") = b;
    register unsigned long x2 __asm__("x2") = c;
    register unsigned long x3 __asm__("x3") = d;
    register unsigned long x4 __asm__("x4") = e;
    register unsigned long x5 __asm__("x5") = f;
    __asm__ volatile("svc #0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return (long)x0;
#else
#error "rsyscall knows the system call instructions of x86_64 and aarch64"
#endif
}

#endif
