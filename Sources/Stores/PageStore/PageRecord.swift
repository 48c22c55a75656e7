import Encodings
public import FoundationEssentials
import Incident
import IncidentStore
public import JSON
import Postgres

/// A page as it is shown: a row of `paging.page` with its attempts.
public struct PageRecord: Sendable, Hashable, JSONEncodable {
    /// What has become of a page.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nobody was given it yet.
        case due
        /// A provider has it.
        case sent
        /// It was sent, and somebody has taken the incident.
        case acknowledged
        /// It was sent, and the incident needs nobody any more.
        case resolved
        /// It was taken back, or stands behind a newer one.
        case superseded
        /// No way to the person was left.
        case failed
    }

    /// One way that was or will be tried.
    public struct Attempt: Sendable, Hashable {
        /// `mail` or `conversation`.
        public var channel: String
        /// Where to.
        public var address: String
        /// `planned`, `calling`, `sent`, `superseded` or `failed`.
        public var state: String
        /// Who carried it.
        public var provider: String?
        /// When it was due.
        public var due: Date
        /// When it ended.
        public var at: Date?
        /// What the provider said.
        public var answer: String?
    }

    /// UUIDv7.
    public var id: UUID
    /// The incident.
    public var incidentID: UUID
    /// `INC-17`.
    public var incident: String
    /// The incident's version as it is now.
    public var incidentVersion: Int
    /// A mail address.
    public var person: String
    /// `high` or `low`.
    public var urgency: String
    /// The policy's name.
    public var policy: String
    /// `step 1`.
    public var step: String
    /// What made the person a target.
    public var reason: String
    /// What has become of it.
    public var state: State
    /// What has become of its escalation: `open`, `acknowledged`, `resolved` or `stopped`.
    public var escalation: String
    /// Who has decided about the escalation, if somebody has.
    public var decidedBy: String?
    /// When its step was due.
    public var due: Date
    /// When a provider took it first.
    public var handed: Date?
    /// When it was acknowledged.
    public var acknowledged: Date?
    /// Who acknowledged it.
    public var acknowledgedBy: String?
    /// The ways in the order to try them.
    public var attempts: [Attempt] = []

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        incidentID = try row.decode("incident_id")
        incident = try row.decode("name")
        incidentVersion = try row.decode("version")
        person = try row.decode("person")
        urgency = try row.decode("urgency")
        policy = try row.decode("policy")
        step = try row.decode("step")
        reason = try row.decode("reason")
        state = try row.enumeration("state", of: State.self)
        escalation = try row.decode("escalation")
        decidedBy = try row.decode("decided_by")
        due = try row.decode("due_at")
        handed = try row.decode("handed_at")
        acknowledged = try row.decode("acknowledged_at")
        acknowledgedBy = try row.decode("acknowledged_by")
    }

    /// An object with the members of a page.
    public var json: JSON {
        [
            "id": .string(UUIDText.string(from: id)), "incident": .string(incident), "person": .string(person),
            "urgency": .string(urgency), "policy": .string(policy), "step": .string(step), "reason": .string(reason),
            "state": .string(state.rawValue), "escalation": .string(escalation), "decided_by": .optional(decidedBy),
            "due_at": due.json, "handed_at": .optional(handed), "acknowledged_at": .optional(acknowledged),
            "acknowledged_by": .optional(acknowledgedBy), "attempts": .array(attempts.map(\.json)),
        ]
    }
}

extension PageRecord.Attempt: JSONEncodable {
    init(_ row: PostgresRow) throws {
        channel = try row.decode("channel")
        address = try row.decode("address")
        state = try row.decode("state")
        provider = try row.decode("provider")
        due = try row.decode("due_at")
        at = try row.decode("ended_at")
        answer = try row.decode("answer")
    }

    /// An object with `channel`, `to`, `state`, `provider`, `due_at`, `at` and `answer`.
    public var json: JSON {
        [
            "channel": .string(channel), "to": .string(address), "state": .string(state),
            "provider": .optional(provider), "due_at": due.json, "at": .optional(at), "answer": .optional(answer),
        ]
    }
}
