import Contracts
import Encodings
import Incident
import Logging

/// One try of a handler, with a message or a batch of them, as middleware and log lines see it.
struct HandlerCall: Sendable {
    /// The call that the task is in; `nil` outside of any.
    @TaskLocal static var current: HandlerCall?

    let handler: String
    let messages: [Incoming]

    /// What log lines say that are written during a call, whoever writes them: the handler, and for a single message which
    /// one it is and what led to it.
    static let metadata = Logger.MetadataProvider { current?.metadata ?? [:] }

    private var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [LoggingKeys.handler: "\(handler)"]
        guard messages.count == 1, let message = messages.first else { return metadata }
        metadata[LoggingKeys.messageID] = "\(UUIDText.string(from: message.id))"
        if let trace { metadata[LoggingKeys.traceparent] = "\(trace.traceparent)" }
        return metadata
    }

    /// What led to it; `nil` for a batch, which many have led to.
    var trace: TraceContext? {
        guard messages.count == 1, let message = messages.first else { return nil }
        return (message.event?.traceparent ?? message.headers.traceparent).flatMap(TraceContext.init)
    }
}
