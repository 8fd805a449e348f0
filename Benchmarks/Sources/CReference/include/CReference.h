#ifndef CREFERENCE_H
#define CREFERENCE_H

// What each row is measured against: the same work in plain C. Every function does it `count` times
// and gives the nanoseconds that all of them took.

double reference_getuid(long count);
double reference_stat(const char *path, long count);
double reference_open_close(const char *path, long count);
double reference_malloc_cycle(long count);
double reference_pread(int descriptor, long count);
// Sends the descriptor over a pair of Unix sockets, receives it, and closes what came.
double reference_fd_pass(int first, int second, int descriptor, long count);
double reference_vfork_exit_wait(long count);
double reference_posix_spawn_true(long count);
// Executes the stub in the file at `path`, which maps a memfd and then echoes a byte from one pipe to another.
double reference_posix_spawn_stub(const char *path, long count);
// A futex ping-pong between two processes that share memory, one on each of these CPUs.
double reference_futex_ping_pong(long count, int ours, int theirs);

// Puts every thread of the process on one CPU, or with a negative number on all it may have.
void reference_pin(int cpu);
// The CPU time that this process has used.
double reference_cpu_seconds(void);

// Round trips over a socket through a relay to a worker.
double reference_relay_ping_pong(long count);
// Pieces of 1 MiB over a socket to the memory of another process, and as many back.
double reference_stream_bulk(long pieces);

#endif
