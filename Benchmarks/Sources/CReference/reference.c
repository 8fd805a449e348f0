#define _GNU_SOURCE
#include "CReference.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../../Sources/CRsyscall/include/Space.h"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

double reference_getuid(long count)
{
    const double start = now();
    for (long i = 0; i < count; i++) {
        long result;
        __asm__ volatile("syscall" : "=a"(result) : "a"(SYS_getuid) : "rcx", "r11", "memory");
    }
    return now() - start;
}

double reference_stat(const char *path, long count)
{
    struct stat status;
    const double start = now();
    for (long i = 0; i < count; i++)
        if (syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) != 0)
            abort();
    return now() - start;
}

double reference_open_close(const char *path, long count)
{
    const double start = now();
    for (long i = 0; i < count; i++) {
        const long descriptor = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
        if (descriptor < 0 || syscall(SYS_close, descriptor) != 0)
            abort();
    }
    return now() - start;
}

double reference_malloc_cycle(long count)
{
    char in[128], out[128];
    memset(in, 7, sizeof in);
    const double start = now();
    for (long i = 0; i < count; i++) {
        char *memory = malloc(128);
        __asm__ volatile("" : "+r"(memory) : : "memory");
        memcpy(memory, in, 128);
        __asm__ volatile("" : "+r"(memory) : : "memory");
        memcpy(out, memory, 128);
        __asm__ volatile("" : : "r"(out) : "memory");
        free(memory);
    }
    return now() - start;
}

double reference_pread(int descriptor, long count)
{
    static char buffer[4096];
    const double start = now();
    for (long i = 0; i < count; i++)
        if (pread(descriptor, buffer, sizeof buffer, 0) != sizeof buffer)
            abort();
    return now() - start;
}

double reference_fd_pass(int first, int second, int descriptor, long count)
{
    char byte = 1;
    struct iovec vector = { &byte, 1 };
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    const double start = now();
    for (long i = 0; i < count; i++) {
        struct msghdr message = {
            .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
        };
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(&control.header), &descriptor, sizeof(int));
        if (sendmsg(first, &message, MSG_NOSIGNAL) != 1) abort();
        message.msg_controllen = sizeof(control);
        if (recvmsg(second, &message, MSG_CMSG_CLOEXEC) != 1) abort();
        int received;
        memcpy(&received, CMSG_DATA(&control.header), sizeof(int));
        if (close(received) != 0) abort();
    }
    return now() - start;
}

double reference_vfork_exit_wait(long count)
{
    const double start = now();
    for (long i = 0; i < count; i++) {
        const pid_t pid = vfork();
        if (pid == 0)
            _exit(0);
        if (waitpid(pid, NULL, 0) != pid)
            abort();
    }
    return now() - start;
}

double reference_posix_spawn_true(long count)
{
    char *const arguments[] = {"true", NULL};
    const double start = now();
    for (long i = 0; i < count; i++) {
        pid_t pid;
        if (posix_spawn(&pid, "/bin/true", NULL, NULL, arguments, environ) != 0)
            abort();
        if (waitpid(pid, NULL, 0) != pid)
            abort();
    }
    return now() - start;
}

double reference_posix_spawn_stub(const char *path, long count)
{
    double took = 0;
    for (long i = 0; i < count; i++) {
        const double start = now();
        const int memfd = memfd_create("reference", 0);
        if (memfd < 0 || ftruncate(memfd, 256 << 20) != 0)
            abort();
        struct rsyscall_space *space = mmap(NULL, 256 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, memfd, 0);
        int in[2], out[2];
        if (space == MAP_FAILED || pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
            abort();
        // The first request in its mailbox is the echo.
        struct rsyscall_slot *slot = &space->child.mailbox.slots[0];
        slot->number = SYS_splice;
        slot->arguments[2] = slot->arguments[4] = 1;
        slot->state = RSYSCALL_DISCARD;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        char numbers[2][16];
        snprintf(numbers[0], sizeof numbers[0], "%d", memfd);
        // It rings its standard error, which it doesn't come to.
        snprintf(numbers[1], sizeof numbers[1], "%d", 2);
        char *const arguments[] = {"stub", numbers[0], numbers[1], NULL};
        pid_t pid;
        if (posix_spawn(&pid, path, &actions, NULL, arguments, environ) != 0)
            abort();
        char byte = 1;
        if (write(in[1], &byte, 1) != 1 || read(out[0], &byte, 1) != 1)
            abort();
        took += now() - start;
        posix_spawn_file_actions_destroy(&actions);
        kill(pid, SIGKILL);
        if (waitpid(pid, NULL, 0) != pid)
            abort();
        close(memfd), close(in[0]), close(in[1]), close(out[0]), close(out[1]);
        munmap(space, 256 << 20);
    }
    return took;
}

static void pin(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void hand_over(unsigned int *mine, unsigned int *theirs)
{
    __atomic_store_n(theirs, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, theirs, FUTEX_WAKE, 1, NULL, NULL, 0);
    while (__atomic_load_n(mine, __ATOMIC_SEQ_CST) == 0)
        syscall(SYS_futex, mine, FUTEX_WAIT, 0, NULL, NULL, 0);
    __atomic_store_n(mine, 0, __ATOMIC_SEQ_CST);
}

double reference_futex_ping_pong(long count, int ours, int theirs)
{
    unsigned int *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cpu_set_t before;
    sched_getaffinity(0, sizeof before, &before);
    const pid_t pid = fork();
    if (pid == 0) {
        pin(theirs);
        while (__atomic_load_n(&words[0], __ATOMIC_SEQ_CST) == 0)
            syscall(SYS_futex, &words[0], FUTEX_WAIT, 0, NULL, NULL, 0);
        __atomic_store_n(&words[0], 0, __ATOMIC_SEQ_CST);
        for (long i = 0; i < count; i++)
            hand_over(&words[0], &words[16]);
        _exit(0);
    }
    pin(ours);
    const double start = now();
    for (long i = 0; i < count; i++)
        hand_over(&words[16], &words[0]);
    const double took = now() - start;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    sched_setaffinity(0, sizeof before, &before);
    munmap(words, 4096);
    return took;
}

void reference_pin(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int i = 0; i < CPU_SETSIZE; i++)
        if (cpu < 0 || i == cpu)
            CPU_SET(i, &set);
    DIR *threads = opendir("/proc/self/task");
    for (struct dirent *entry; threads && (entry = readdir(threads));)
        if (atoi(entry->d_name) > 0)
            sched_setaffinity(atoi(entry->d_name), sizeof set, &set);
    if (threads)
        closedir(threads);
}

double reference_cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
