/// The keys of log lines' metadata.
public enum LoggingKeys {
    public static let attempt = "message.attempt"
    public static let count = "count"
    public static let handler = "worker.handler"
    public static let incident = "incident.name"
    public static let instance = "worker.instance"
    public static let messageID = "message.id"
    public static let messageType = "message.type"
    public static let outcome = "worker.outcome"
    public static let provider = "provider.name"
    public static let queue = "amqp.queue"
    public static let reason = "reason"
    public static let selection = "replay.selection"
    public static let traceparent = "traceparent"
    public static let version = "configuration.version"
    public static let worker = "worker.name"
}
