import AMQP
import CoreMetrics

/// Turns what the AMQP clients report into metrics.
struct BrokerObserver: Sendable {
    let observer: AMQPObserver

    init(_ metrics: MetricsRegistry) {
        let confirms = metrics.histogram("muster_amqp_confirm_seconds", "Time from publishing to the last confirm.")
        let losses = metrics.counter("muster_amqp_connection_losses_total", "Connections and channels lost.")
        let blocked = metrics.gauge("muster_amqp_blocked", "1 while the broker takes no messages.")
        observer = AMQPObserver(
            disconnected: { _ in losses.increment() }, blocked: { blocked.set($0 ? 1 : 0) },
            published: { confirms.record($1, times: $0) })
    }
}
