#ifndef CRSYSCALL_H
#define CRSYSCALL_H

#include <asm/unistd.h>

#include "Arguments.h"
#include "Child.h"
#include "Copy.h"
#include "Credentials.h"
#include "DeviceInterface.h"
#include "Environment.h"
#include "Errno.h"
#include "FileInterface.h"
#include "Freestanding.h"
#include "Life.h"
#include "Mailbox.h"
#include "Mounts.h"
#include "ProcessInterface.h"
#include "SignalPipe.h"
#include "Space.h"
#include "SyscallInstruction.h"
#include "Waker.h"

#endif
