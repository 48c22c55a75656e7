/// The names of the headers that Muster's messages carry; of all others nothing is passed on.
package enum MessageHeader {
    /// From 1: how often a handler has begun with the message.
    package static let attempt = "muster-attempt"
    /// RFC 3339.
    package static let firstFailedAt = "muster-first-failed-at"
    package static let errorCode = "muster-error-code"
    package static let errorDetail = "muster-error-detail"
    /// Where in the worker it failed.
    package static let errorPlace = "muster-error-place"
    /// RFC 3339: when a message that waits in a retry queue comes back to its worker.
    package static let retryAt = "muster-retry-at"
    /// What a foreign sender called its message.
    package static let sourceMessageID = "muster-source-message-id"
    /// Of what detectors publish: whether it is an exercise.
    package static let drill = "muster-drill"
    /// The process that published the message last, with its version: `muster-notifier/0.1.0`.
    package static let build = "muster-build"
    /// The version of the organisation's configuration that this process went by; absent when it has read none.
    package static let configuration = "muster-configuration"
    /// W3C trace context.
    package static let traceparent = "traceparent"
}
