#ifndef RSYSCALL_SENT_SIGNALS_H
#define RSYSCALL_SENT_SIGNALS_H

// Lets the signals of faults that a process sends end us. They have been blocked since we were started: the handlers by
// which Swift's runtime reports crashes take the first of them, and then go on as after a fault that will come again.
void rsyscall_release_sent_signals(void);

#endif
