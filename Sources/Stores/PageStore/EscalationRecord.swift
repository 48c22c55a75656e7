public import Escalation
public import FoundationEssentials
import IncidentStore
import JSON
import Organisation
import Postgres

/// A row of `paging.escalation`.
public struct EscalationRecord: Sendable, Hashable {
    /// UUIDv7 of when it began first.
    public var id: UUID
    /// The incident; it has one escalation.
    public var incident: UUID
    /// How urgent its pages are.
    public var urgency: Urgency
    /// Where it stands.
    public var escalation: Escalation
    /// Turns that were taken since it began first.
    public var taken: Int
    /// Whether the first step of its plan is somebody to whom it was reassigned, and not the policy's.
    public var reassigned = false

    /// An escalation that begins.
    public init(id: UUID, incident: UUID, urgency: Urgency, escalation: Escalation) {
        self.id = id
        self.incident = incident
        self.urgency = urgency
        self.escalation = escalation
        taken = 0
    }

    /// Begins again, as if it were new; turns go on being counted.
    public mutating func begin(_ policy: EscalationPolicy, urgency: Urgency, at now: Date) {
        escalation = Escalation(policy, at: now)
        self.urgency = urgency
        reassigned = false
    }

    /// Has its turns begin again at a time, unless somebody is looked for already.
    /// - Returns: whether that changes anything.
    public mutating func renew(_ policy: EscalationPolicy, urgency: Urgency, at time: Date) -> Bool {
        guard escalation.renew(policy, at: time) else { return false }
        self.urgency = urgency
        reassigned = false
        return true
    }

    /// Reads a row of one of ``Escalations``' statements.
    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        incident = try row.decode("incident_id")
        urgency = try row.enumeration("urgency", of: Urgency.self)
        taken = try row.decode("taken")
        reassigned = try row.decode("reassigned")
        let plan = try EscalationPolicy(JSONReader(JSON.parse(row.decode("plan", as: String.self))))
        escalation = Escalation(
            plan, state: try row.enumeration("state", of: Escalation.State.self), turns: try row.decode("turns"),
            due: try row.decode("due"))
    }
}
