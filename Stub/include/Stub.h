#ifndef STUB_H
#define STUB_H

#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>

#include "Child.h"
#include "Life.h"
#include "Space.h"
#include "SyscallInstruction.h"

#endif
