// What Glibc's Swift module does not import: eventfd, and the name of a thread.
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

static inline int linux_set_thread_name(const char *name) {
    return prctl(PR_SET_NAME, name, 0, 0, 0);
}
