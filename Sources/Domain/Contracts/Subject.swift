public import FoundationEssentials

/// What a message is about, and what led to it.
public struct Subject: Sendable, Hashable {
    /// The incident's name, or what else it is about. CloudEvents' `subject`.
    public var name: String
    /// The incident's id, if it is about an incident. AMQP's `correlation_id`.
    public var id: UUID?
    /// W3C Trace Context (`traceparent`) of the message or request that led to it.
    public var cause: String?

    /// A subject with these words; without `id` it is about no incident.
    public init(name: String, id: UUID?, cause: String?) {
        self.name = name
        self.id = id
        self.cause = cause
    }

    /// An incident.
    public init(_ incident: IncidentReference, cause: String?) {
        self.init(name: incident.name, id: incident.id, cause: cause)
    }
}
