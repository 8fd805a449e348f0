#define _GNU_SOURCE
#include "CReference.h"

#include <linux/futex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SPIN_NANOSECONDS = 20000, MESSAGE = 88, PIECE = 1 << 20 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

// Waits until the word is 1, and makes it 0.
static void await(unsigned int *word)
{
    const double end = now() + SPIN_NANOSECONDS;
    while (__atomic_load_n(word, __ATOMIC_SEQ_CST) != 1) {
        for (int i = 0; i < 64 && __atomic_load_n(word, __ATOMIC_SEQ_CST) != 1; i++)
            __asm__ volatile("pause");
        if (now() < end)
            continue;
        // 2 says that somebody sleeps.
        unsigned int empty = 0;
        if (__atomic_compare_exchange_n(word, &empty, 2, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST) || empty == 2)
            syscall(SYS_futex, word, FUTEX_WAIT, 2, NULL, NULL, 0);
    }
    __atomic_store_n(word, 0, __ATOMIC_SEQ_CST);
}

static void hand_over(unsigned int *word)
{
    if (__atomic_exchange_n(word, 1, __ATOMIC_SEQ_CST) == 2)
        syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void transfer(ssize_t (*call)(int, void *, size_t), int socket, char *bytes, size_t count)
{
    while (count > 0) {
        const ssize_t moved = call(socket, bytes, count);
        if (moved <= 0)
            _exit(1);
        bytes += moved;
        count -= (size_t)moved;
    }
}

static ssize_t write_some(int socket, void *bytes, size_t count) { return write(socket, bytes, count); }

static void work(unsigned int *words)
{
    for (;;) {
        await(&words[0]);
        words[32] = (unsigned int)syscall(SYS_getuid);
        hand_over(&words[16]);
    }
}

static void relay(int socket)
{
    unsigned int *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const pid_t worker = fork();
    if (worker == 0)
        work(words);
    char message[MESSAGE];
    for (;;) {
        const double end = now() + SPIN_NANOSECONDS;
        ssize_t count = -1;
        while (count < 0 && now() < end)
            count = recv(socket, message, sizeof message, MSG_DONTWAIT);
        if (count < 0)
            count = recv(socket, message, sizeof message, 0);
        if (count <= 0)
            break;
        memcpy(&words[64], message, sizeof message);
        hand_over(&words[0]);
        await(&words[16]);
        if (write(socket, message, 32) != 32)
            break;
    }
    kill(worker, SIGKILL);
    _exit(0);
}

double reference_relay_ping_pong(long count)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        abort();
    const pid_t pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        relay(sockets[1]);
    }
    close(sockets[1]);
    char message[MESSAGE] = {0};
    const double start = now();
    for (long i = 0; i < count; i++)
        if (write(sockets[0], message, sizeof message) != sizeof message || read(sockets[0], message, 32) != 32)
            abort();
    const double took = now() - start;
    close(sockets[0]);
    waitpid(pid, NULL, 0);
    return took;
}

double reference_stream_bulk(long pieces)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        abort();
    char *buffer = malloc(PIECE), *memory = malloc(PIECE);
    const pid_t pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        for (long i = 0; i < pieces; i++) {
            transfer(read, sockets[1], buffer, PIECE);
            memcpy(memory, buffer, PIECE);
            transfer(write_some, sockets[1], buffer, 8);
        }
        for (long i = 0; i < pieces; i++) {
            transfer(read, sockets[1], buffer, 8);
            memcpy(buffer, memory, PIECE);
            transfer(write_some, sockets[1], buffer, PIECE);
        }
        _exit(0);
    }
    close(sockets[1]);
    memset(buffer, 7, PIECE);
    const double start = now();
    for (long i = 0; i < pieces; i++) {
        transfer(write_some, sockets[0], buffer, PIECE);
        transfer(read, sockets[0], memory, 8);
    }
    for (long i = 0; i < pieces; i++) {
        transfer(write_some, sockets[0], memory, 8);
        transfer(read, sockets[0], buffer, PIECE);
        memcpy(memory, buffer, PIECE);
    }
    const double took = now() - start;
    close(sockets[0]);
    waitpid(pid, NULL, 0);
    free(buffer), free(memory);
    return took;
}
