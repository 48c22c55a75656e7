/// The keys of log lines' metadata.
public enum LoggingKeys {
    /// Which try of a message it was, from 1.
    public static let attempt = "message.attempt"
    /// How many messages or rows the line is about.
    public static let count = "count"
    /// The handler that a message was given to.
    public static let handler = "worker.handler"
    /// What a message is about: its subject, of an incident's messages the incident's name.
    public static let incident = "incident.name"
    /// Which instance of the process writes: `MUSTER_INSTANCE`.
    public static let instance = "worker.instance"
    /// A message's id, the same in every redelivery, retry and replay.
    public static let messageID = "message.id"
    /// A message's CloudEvents type.
    public static let messageType = "message.type"
    /// What became of a message: `retry.` with the rung's delay.
    public static let outcome = "worker.outcome"
    /// A provider, by its name in the configuration.
    public static let provider = "provider.name"
    /// A queue, by its name.
    public static let queue = "amqp.queue"
    /// Why it happened: an error's text, without secrets.
    public static let reason = "reason"
    /// The id of a selection of dead letters that is replayed.
    public static let selection = "replay.selection"
    /// W3C Trace Context of the message that is handled.
    public static let traceparent = "traceparent"
    /// A version of the organisation's configuration, from 1.
    public static let version = "configuration.version"
    /// The process, such as `notifier`.
    public static let worker = "worker.name"
}
