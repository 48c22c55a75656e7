// librabbitmq, and what Swift cannot import of it: variadic functions and constants with a cast in their macro.
#include <amqp.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

// Logs in with SASL PLAIN.
static inline amqp_rpc_reply_t rabbitmq_login(amqp_connection_state_t state, const char *virtual_host, int frame_max,
                                              int heartbeat, const amqp_table_t *properties, const char *user,
                                              const char *password) {
    return amqp_login_with_properties(state, virtual_host, AMQP_DEFAULT_MAX_CHANNELS, frame_max, heartbeat, properties,
                                      AMQP_SASL_METHOD_PLAIN, user, password);
}

// Sends a heartbeat now; the library itself sends one only when it has been silent for the whole interval.
static inline int rabbitmq_send_heartbeat(amqp_connection_state_t state) {
    amqp_frame_t frame = {.frame_type = AMQP_FRAME_HEARTBEAT, .channel = 0};
    return amqp_send_frame(state, &frame);
}

// The next frame without waiting: AMQP_STATUS_TIMEOUT when there is none.
static inline int rabbitmq_next_frame(amqp_connection_state_t state, amqp_frame_t *frame, long microseconds) {
    struct timeval wait = {.tv_sec = microseconds / 1000000, .tv_usec = microseconds % 1000000};
    return amqp_simple_wait_frame_noblock(state, frame, &wait);
}

// Answers a channel.close of the broker.
static inline int rabbitmq_send_channel_close_ok(amqp_connection_state_t state, amqp_channel_t channel) {
    amqp_channel_close_ok_t answer = {0};
    return amqp_send_method(state, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &answer);
}

// Answers a connection.close of the broker.
static inline int rabbitmq_send_connection_close_ok(amqp_connection_state_t state) {
    amqp_connection_close_ok_t answer = {0};
    return amqp_send_method(state, 0, AMQP_CONNECTION_CLOSE_OK_METHOD, &answer);
}

// Makes the kernel keep what is sent until a packet is full, or send what it has kept (TCP_CORK, tcp(7)).
static inline int rabbitmq_cork(int descriptor, int on) {
    return setsockopt(descriptor, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
}

// Makes the kernel give up a peer that has not acknowledged data in flight for so long, 0 for its own patience (TCP_USER_TIMEOUT,
// tcp(7)). A peer that answers but does not read, with its window full, counts as one that does not acknowledge: seen with Linux 6
// and a broker that blocks publishers for want of memory (RabbitMQ 3.10.8).
static inline int rabbitmq_set_user_timeout(int descriptor, unsigned int milliseconds) {
    return setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

// Makes the kernel give up a peer that no longer acknowledges: data in flight after `user_timeout`, an idle connection
// after as long without an answer to keepalive probes.
static inline int rabbitmq_guard_socket(int descriptor, unsigned int user_timeout_milliseconds) {
    int on = 1, idle = (int)(user_timeout_milliseconds / 2000), interval = 0, probes = 3;
    if (idle < 1) idle = 1;
    interval = idle / 3 < 1 ? 1 : idle / 3;
    return rabbitmq_set_user_timeout(descriptor, user_timeout_milliseconds) |
           setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) |
           setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle) |
           setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval) |
           setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
}
