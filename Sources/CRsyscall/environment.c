#include "Environment.h"

#include <stdlib.h>
#include <string.h>

static char **kept;

// glibc calls what is in .init_array with main's own arguments, while there is one thread: later, setenv(3) may change
// the list and free lines that are being read. The lines are copied too, since programs write over them for ps(1).
static void keep(int argc, char **argv, char **envp)
{
    (void)argc;
    (void)argv;
    size_t lines = 0;
    size_t bytes = 0;
    while (envp[lines])
        bytes += strlen(envp[lines++]) + 1;
    // The list, and behind it what it points to.
    char **copy = malloc((lines + 1) * sizeof *copy + bytes);
    if (!copy)
        return;
    char *text = (char *)(copy + lines + 1);
    for (size_t line = 0; line < lines; line++) {
        size_t length = strlen(envp[line]) + 1;
        copy[line] = memcpy(text, envp[line], length);
        text += length;
    }
    copy[lines] = 0;
    kept = copy;
}

// Before the constructors of other libraries that are linked with this one, which may set variables.
__attribute__((section(".init_array.00101"), used)) static void (*const entry)(int, char **, char **) = keep;

char **rsyscall_environment(void)
{
    return kept;
}
