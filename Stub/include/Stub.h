#ifndef STUB_H
#define STUB_H

#include <asm/errno.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/futex.h>
#include <linux/prctl.h>
#include <linux/sched.h>

#include "Child.h"
#include "Life.h"
#include "Relay.h"
#include "Space.h"
#include "SyscallInstruction.h"

#endif
