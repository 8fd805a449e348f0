#include "Mounts.h"

int rsyscall_known_mounts;
