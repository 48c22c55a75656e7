/* pace HOST PORT PATH TEMPLATE KEYFILE RATE SECONDS CONNECTIONS FIRST: posts RATE bodies a second at fixed moments, whether
 * the answers keep up or not, and measures each from the moment at which it was due: what waits for a slow answer before
 * it counts as slow, too. Bodies are the template with a number for each `@N@`. Prints one JSON object. */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { NUMBER_DIGITS = 14, ANSWER_BYTES = 65536 };

static const char *host, *port, *path;
static char *template, *key;
static double rate;
static long total, first_number;
static int64_t beginning;
static atomic_long next_slot, accepted;
static double *latencies;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static char *read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    if (!file) fail(name);
    char *text = calloc(1, 1 << 20);
    if (!text) fail("calloc");
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) text[--length] = 0;
    fclose(file);
    return text;
}

static int open_connection(void) {
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *address;
    if (getaddrinfo(host, port, &hints, &address) != 0) return -1;
    int socket_number = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    if (connect(socket_number, address->ai_addr, address->ai_addrlen) != 0) {
        close(socket_number);
        socket_number = -1;
    } else {
        setsockopt(socket_number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    freeaddrinfo(address);
    return socket_number;
}

/* The template with the number in the place of each mark. */
static size_t fill(char *into, long number) {
    char digits[NUMBER_DIGITS + 1];
    snprintf(digits, sizeof digits, "%0*ld", NUMBER_DIGITS, number);
    char *end = into;
    for (const char *rest = template;;) {
        const char *mark = strstr(rest, "@N@");
        size_t length = mark ? (size_t)(mark - rest) : strlen(rest);
        memcpy(end, rest, length);
        end += length;
        if (!mark) return (size_t)(end - into);
        memcpy(end, digits, NUMBER_DIGITS);
        end += NUMBER_DIGITS;
        rest = mark + 3;
    }
}

static int send_all(int connection, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(connection, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0) return -1;
        bytes += sent;
        length -= (size_t)sent;
    }
    return 0;
}

/* Reads one answer to its end; its status, or -1. */
static int read_answer(int connection, char *buffer) {
    size_t have = 0, need = 0;
    int status = -1;
    while (need == 0 || have < need) {
        if (have + 1 >= ANSWER_BYTES) return -1;
        ssize_t got = recv(connection, buffer + have, ANSWER_BYTES - 1 - have, 0);
        if (got <= 0) return -1;
        have += (size_t)got;
        buffer[have] = 0;
        char *body = need == 0 ? strstr(buffer, "\r\n\r\n") : NULL;
        if (!body) continue;
        char *length = strcasestr(buffer, "\r\ncontent-length:");
        need = (size_t)(body + 4 - buffer) + (length && length < body ? strtoul(length + 17, NULL, 10) : 0);
        status = atoi(buffer + 9);
    }
    return status;
}

static int post(int *connection, char *request, char *body, char *answer, long number) {
    size_t length = fill(body, number);
    int head = sprintf(
        request,
        "POST %s HTTP/1.1\r\nHost: %s:%s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: %zu\r\n\r\n",
        path, host, port, key, length);
    memcpy(request + head, body, length);
    if (*connection < 0) *connection = open_connection();
    int status = -1;
    if (*connection >= 0 && send_all(*connection, request, (size_t)head + length) == 0)
        status = read_answer(*connection, answer);
    if (status < 0 && *connection >= 0) {
        close(*connection);
        *connection = -1;
    }
    return status;
}

static void *work(void *ignored) {
    (void)ignored;
    size_t room = strlen(template) * 2 + 4096;
    char *body = malloc(room), *request = malloc(room + 4096), *answer = malloc(ANSWER_BYTES);
    if (!body || !request || !answer) fail("malloc");
    int connection = open_connection();
    for (;;) {
        long slot = atomic_fetch_add(&next_slot, 1);
        if (slot >= total) break;
        int64_t due = beginning + (int64_t)((double)slot * 1e9 / rate);
        struct timespec moment = {due / 1000000000, due % 1000000000};
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, NULL) == EINTR) {}
        int status = post(&connection, request, body, answer, first_number + slot);
        latencies[slot] = (double)(now() - due) / 1e6;
        if (status >= 200 && status < 300) atomic_fetch_add(&accepted, 1);
    }
    if (connection >= 0) close(connection);
    free(body);
    free(request);
    free(answer);
    return NULL;
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double percentile(double share) {
    long index = (long)((double)total * share);
    return latencies[index < total ? index : total - 1];
}

int main(int count, char **arguments) {
    if (count != 10) {
        fprintf(stderr, "usage: pace HOST PORT PATH TEMPLATE KEYFILE RATE SECONDS CONNECTIONS FIRST\n");
        return 2;
    }
    host = arguments[1];
    port = arguments[2];
    path = arguments[3];
    template = read_file(arguments[4]);
    key = read_file(arguments[5]);
    rate = atof(arguments[6]);
    total = (long)(rate * atof(arguments[7]));
    int connections = atoi(arguments[8]);
    first_number = atol(arguments[9]);
    if (rate <= 0 || total < 1 || connections < 1 || connections > 1000) {
        fprintf(stderr, "pace: nothing to send\n");
        return 2;
    }
    latencies = calloc((size_t)total, sizeof *latencies);
    pthread_t *threads = calloc((size_t)connections, sizeof *threads);
    if (!latencies || !threads) fail("calloc");
    beginning = now() + 200000000;
    for (int i = 0; i < connections; i++)
        if (pthread_create(&threads[i], NULL, work, NULL) != 0) fail("pthread_create");
    for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
    double seconds = (double)(now() - beginning) / 1e9;
    qsort(latencies, (size_t)total, sizeof *latencies, compare);
    printf("{\"sent\":%ld,\"accepted\":%ld,\"seconds\":%.3f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}\n", total,
           atomic_load(&accepted), seconds, percentile(0.5), percentile(0.99), latencies[total - 1]);
    return 0;
}
