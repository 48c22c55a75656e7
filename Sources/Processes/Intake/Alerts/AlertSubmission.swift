import FoundationEssentials

/// The alerts of one request, on their way into the database.
struct AlertSubmission: Sendable {
    /// Who sent them.
    var source: String
    var alerts: ParsedAlerts
    var trace: String?
    var idempotency: Idempotency?
}

/// What became of one alert of a request.
struct AlertReceipt: Sendable, Hashable {
    /// `nil` for a resolution of what was not open.
    var id: UUID?
    var dedupKey: String
    /// Whether the alert was open already.
    var deduplicated: Bool
}

/// What became of a request.
enum AlertAnswer: Sendable, Hashable {
    case stored(StoredAnswer)
    /// The idempotency key was used with another request.
    case keyReused
}
