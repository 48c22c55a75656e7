/* drain fill COUNT EXCHANGE KEY: publishes COUNT `incident.updated` events, confirmed, to a worker's exchange.
 * drain take COUNT QUEUE: the barest consumer there is: takes COUNT messages with a prefetch of 500, acknowledges each 50,
 *   does nothing with them, and prints how long it took from the first to the last.
 * drain depth QUEUE: how many messages are ready in the queue.
 * The address is in the file that MUSTER_BENCH_AMQP_URL_FILE names, since it holds a password. */
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/time.h>
#include <time.h>

enum { PREFETCH = 500, ACKNOWLEDGE_EACH = 50, CONFIRM_EACH = 1000, INCIDENTS = 20000 };

static amqp_connection_state_t connection;

static void fail(const char *what) {
    fprintf(stderr, "drain: %s\n", what);
    exit(1);
}

static void check(amqp_rpc_reply_t reply, const char *what) {
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail(what);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void open_connection(void) {
    static char url[1024];
    const char *name = getenv("MUSTER_BENCH_AMQP_URL_FILE");
    FILE *file = name ? fopen(name, "r") : NULL;
    if (!file || !fgets(url, sizeof url, file)) fail("MUSTER_BENCH_AMQP_URL_FILE names no file with an address");
    fclose(file);
    url[strcspn(url, "\r\n")] = 0;
    struct amqp_connection_info info;
    if (amqp_parse_url(url, &info) != AMQP_STATUS_OK) fail("the address is no amqp:// URL");
    connection = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(connection);
    if (!socket || amqp_socket_open(socket, info.host, info.port) != AMQP_STATUS_OK) fail("no connection");
    check(amqp_login(connection, info.vhost, 0, 131072, 60, AMQP_SASL_METHOD_PLAIN, info.user, info.password), "login");
    amqp_channel_open(connection, 1);
    check(amqp_get_rpc_reply(connection), "channel");
}

/* Writes a UUIDv7 of the current time (RFC 9562, section 5.7). */
static void make_id(char text[37]) {
    unsigned char bytes[16];
    struct timeval time;
    gettimeofday(&time, NULL);
    uint64_t milliseconds = (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_usec / 1000;
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) fail("getrandom");
    for (int i = 0; i < 6; i++) bytes[i] = (unsigned char)(milliseconds >> (40 - 8 * i));
    bytes[6] = 0x70 | (bytes[6] & 0x0F);
    bytes[8] = 0x80 | (bytes[8] & 0x3F);
    char *end = text;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *end++ = '-';
        end += sprintf(end, "%02x", bytes[i]);
    }
}

static void await_confirms(uint64_t last) {
    for (uint64_t confirmed = 0; confirmed < last;) {
        amqp_frame_t frame;
        if (amqp_simple_wait_frame(connection, &frame) != AMQP_STATUS_OK) fail("waiting for confirms");
        if (frame.frame_type != AMQP_FRAME_METHOD) continue;
        if (frame.payload.method.id == AMQP_BASIC_ACK_METHOD) {
            amqp_basic_ack_t *ack = frame.payload.method.decoded;
            if (ack->delivery_tag > confirmed) confirmed = ack->delivery_tag;
        } else {
            fail("the broker refused a message");
        }
    }
}

static void publish(const char *exchange, const char *key, const char incident[37], long number) {
    char id[37], trace[80], body[1024], date[40];
    make_id(id);
    time_t seconds = time(NULL);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S.000Z", gmtime(&seconds));
    snprintf(trace, sizeof trace, "00-%.8s%.4s%.4s%.4s%.12s-%.12s%.4s-01", id, id + 9, id + 14, id + 19, id + 24, id + 24,
             id + 14);
    int length = snprintf(
        body, sizeof body,
        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/muster/intake\",\"type\":\"muster.incident.updated.v1\","
        "\"subject\":\"INC-%ld\",\"time\":\"%s\",\"datacontenttype\":\"application/json\",\"traceparent\":\"%s\","
        "\"data\":{\"incident\":{\"id\":\"%s\",\"name\":\"INC-%ld\",\"version\":%ld},\"status\":\"active\","
        "\"changes\":[\"severity\"],\"actor\":\"primary-oncall@example.org\"}}",
        id, number % INCIDENTS, date, trace, incident, number % INCIDENTS, number / INCIDENTS + 1);
    amqp_table_entry_t entry = {.key = amqp_cstring_bytes("traceparent"),
                                .value = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = amqp_cstring_bytes(trace)}};
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG |
                  AMQP_BASIC_CORRELATION_ID_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_TIMESTAMP_FLAG |
                  AMQP_BASIC_TYPE_FLAG,
        .content_type = amqp_cstring_bytes("application/cloudevents+json"),
        .headers = {.num_entries = 1, .entries = &entry},
        .delivery_mode = 2,
        .correlation_id = amqp_cstring_bytes(incident),
        .message_id = amqp_cstring_bytes(id),
        .timestamp = (uint64_t)seconds,
        .type = amqp_cstring_bytes("muster.incident.updated.v1"),
    };
    amqp_bytes_t bytes = {.len = (size_t)length, .bytes = body};
    if (amqp_basic_publish(connection, 1, amqp_cstring_bytes(exchange), amqp_cstring_bytes(key), 0, 0, &properties,
                           bytes) != AMQP_STATUS_OK)
        fail("publishing");
}

static void fill(long count, const char *exchange, const char *key) {
    char(*incidents)[37] = calloc(INCIDENTS, sizeof *incidents);
    if (!incidents) fail("out of memory");
    for (int i = 0; i < INCIDENTS; i++) make_id(incidents[i]);
    amqp_confirm_select(connection, 1);
    check(amqp_get_rpc_reply(connection), "confirm.select");
    for (long i = 0; i < count; i++) {
        publish(exchange, key, incidents[i % INCIDENTS], i);
        if ((i + 1) % CONFIRM_EACH == 0 || i + 1 == count) await_confirms((uint64_t)i + 1);
        amqp_maybe_release_buffers(connection);
    }
}

static void take(long count, const char *queue) {
    amqp_basic_qos(connection, 1, 0, PREFETCH, 0);
    check(amqp_get_rpc_reply(connection), "basic.qos");
    amqp_basic_consume(connection, 1, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
    check(amqp_get_rpc_reply(connection), "basic.consume");
    double start = 0;
    for (long taken = 1; taken <= count; taken++) {
        amqp_envelope_t envelope;
        amqp_maybe_release_buffers(connection);
        check(amqp_consume_message(connection, &envelope, NULL, 0), "consuming");
        if (taken == 1) start = now();
        if (taken % ACKNOWLEDGE_EACH == 0 || taken == count) amqp_basic_ack(connection, 1, envelope.delivery_tag, 1);
        amqp_destroy_envelope(&envelope);
    }
    printf("%.6f\n", now() - start);
}

static void depth(const char *queue) {
    amqp_queue_declare_ok_t *answer =
        amqp_queue_declare(connection, 1, amqp_cstring_bytes(queue), 1, 0, 0, 0, amqp_empty_table);
    if (!answer) fail("no such queue");
    printf("%u\n", answer->message_count);
}

int main(int count, char **arguments) {
    const char *command = count > 1 ? arguments[1] : "";
    int wanted = !strcmp(command, "fill") ? 5 : !strcmp(command, "take") ? 4 : !strcmp(command, "depth") ? 3 : 0;
    if (count != wanted) fail("usage: fill COUNT EXCHANGE KEY | take COUNT QUEUE | depth QUEUE");
    open_connection();
    if (wanted == 5) fill(atol(arguments[2]), arguments[3], arguments[4]);
    if (wanted == 4) take(atol(arguments[2]), arguments[3]);
    if (wanted == 3) depth(arguments[2]);
    amqp_channel_close(connection, 1, AMQP_REPLY_SUCCESS);
    amqp_connection_close(connection, AMQP_REPLY_SUCCESS);
    amqp_destroy_connection(connection);
    return 0;
}
