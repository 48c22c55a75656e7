internal import Logging

/// The metadata of this module's log lines.
enum LogKey {
    static let connection = "amqp.connection"
    static let queue = "amqp.queue"
    static let error = "amqp.error"
    static let delay = "amqp.retry.delay"
    static let reason = "amqp.reason"
    static let prefetch = "amqp.prefetch"
}
