#ifndef RSYSCALL_SIGNAL_PIPE_H
#define RSYSCALL_SIGNAL_PIPE_H

// Has the handler write to this descriptor, which is never closed.
void rsyscall_set_signal_pipe(int descriptor);

// Catches a signal: its handler writes the information that comes with it, 128 bytes, to the pipe. Returns 0, or the
// error.
int rsyscall_catch_signal(int signal);

// Takes the set of signals of which one found no room in the pipe, whose reader has just found it empty.
unsigned long rsyscall_take_lost_signals(void);

// Gives a signal that is caught the action back that it had before.
void rsyscall_release_signal(int signal);

#endif
