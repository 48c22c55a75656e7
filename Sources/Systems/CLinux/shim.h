// What Glibc's Swift module does not import: eventfd, the name of a thread, descriptors that a program does not inherit, and
// the width of a terminal.
// Nothing here may include the header of a type that a C library's module also has (spawn.h brings timeval): which of the
// two modules then owns it depends on the order in which they were built.
#include <asm/ioctls.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

static inline int linux_set_thread_name(const char *name) {
    return prctl(PR_SET_NAME, name, 0, 0, 0);
}

extern int linux_file_actions_close_from(void *actions, int first) __asm__("posix_spawn_file_actions_addclosefrom_np");

// Lets the program that posix_spawn(3) starts with these posix_spawn_file_actions_t have no descriptor from `first` on.
static inline int linux_spawn_close_from(void *actions, int first) {
    return linux_file_actions_close_from(actions, first);
}

extern int linux_ioctl(int descriptor, unsigned long request, ...) __asm__("ioctl");

// The columns of the terminal that a descriptor is open on (ioctl_tty(2), TIOCGWINSZ); 0 when it is none, or does not say.
static inline int linux_terminal_columns(int descriptor) {
    struct { unsigned short rows, columns, width, height; } size = {0, 0, 0, 0};
    return linux_ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.columns : 0;
}
