#include <asm/termios.h>
#include <linux/signalfd.h>

#include "DeviceInterface.h"

#define SAME_SIZE(ours, theirs) _Static_assert(sizeof(ours) == sizeof(theirs), #theirs)
#define SAME_PLACE(type, field)                                                                       \
    _Static_assert(__builtin_offsetof(struct rsyscall_##type, field)                                  \
            == __builtin_offsetof(struct type, field), #field)

SAME_SIZE(struct rsyscall_signalfd_siginfo, struct signalfd_siginfo);
SAME_PLACE(signalfd_siginfo, ssi_signo);
SAME_PLACE(signalfd_siginfo, ssi_status);
SAME_PLACE(signalfd_siginfo, ssi_int);
SAME_PLACE(signalfd_siginfo, ssi_ptr);
SAME_PLACE(signalfd_siginfo, ssi_stime);
SAME_PLACE(signalfd_siginfo, ssi_addr_lsb);
SAME_PLACE(signalfd_siginfo, ssi_syscall);
SAME_PLACE(signalfd_siginfo, ssi_call_addr);
SAME_PLACE(signalfd_siginfo, ssi_arch);

SAME_SIZE(struct rsyscall_winsize, struct winsize);
SAME_PLACE(winsize, ws_row);
SAME_PLACE(winsize, ws_col);
SAME_PLACE(winsize, ws_xpixel);
SAME_PLACE(winsize, ws_ypixel);

SAME_SIZE(struct rsyscall_termios, struct termios);
SAME_PLACE(termios, c_iflag);
SAME_PLACE(termios, c_oflag);
SAME_PLACE(termios, c_cflag);
SAME_PLACE(termios, c_lflag);
SAME_PLACE(termios, c_line);
SAME_PLACE(termios, c_cc);
