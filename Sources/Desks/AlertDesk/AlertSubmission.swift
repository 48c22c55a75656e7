public import FoundationEssentials
import Incident
public import IncidentStore
public import PlaybookDesk

/// The alerts of one request, on their way into the database.
public struct AlertSubmission: Sendable {
    /// Who sent them.
    public var source: String
    /// What its body holds.
    public var alerts: ParsedAlerts
    /// The `traceparent` of the request.
    public var trace: String?
    /// The key under which the request is answered once.
    public var idempotency: Idempotency?
    /// Whether it is an exercise: nothing of it meets what is real.
    public var isDrill = false
    /// Whether nobody sends them: they were held back, and what held them has ended.
    var isRecovery = false

    /// - Parameters:
    ///   - source: who sent them.
    ///   - trace: the `traceparent` of the request.
    ///   - isDrill: whether it is an exercise.
    public init(
        source: String, alerts: ParsedAlerts, trace: String? = nil, idempotency: Idempotency? = nil,
        isDrill: Bool = false
    ) {
        self.source = source
        self.alerts = alerts
        self.trace = trace
        self.idempotency = idempotency
        self.isDrill = isDrill
    }

    /// Whose alerts they are: those of a drill are another source's, so that they neither repeat, resolve nor join real ones.
    var owner: String { isDrill ? Drill.mark(source) : source }
}

/// What became of one alert of a request.
public struct AlertReceipt: Sendable, Hashable {
    /// `nil` for a resolution of what was not open.
    public var id: UUID?
    /// What makes it the same as others of its source.
    public var dedupKey: String
    /// Whether the alert was open already.
    public var deduplicated: Bool
    /// What else its sender should know, in words for people.
    public var note: String?
    /// The playbook that looks into it; `nil` for none.
    public var started: TriggeredStart.Started?
}

/// What became of a request.
enum AlertAnswer: Sendable, Hashable {
    case stored(StoredAnswer)
    /// The idempotency key was used with another request.
    case keyReused
}
