// The kernel's headers for a machine that this is not are not installed. aarch64 has the generic numbers.
#include <asm-generic/unistd.h>
