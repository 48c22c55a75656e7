public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres

/// A row of `core.status_report`: what somebody reported of an incident. Never changed.
public struct StatusReport: Sendable, Hashable, JSONEncodable {
    /// Whom a report is for.
    public enum Audience: String, Sendable, CaseIterable {
        /// Those in the incident's conversation.
        case participants
        /// Them, those who follow the incident, and wherever incidents are announced.
        case everybody
    }

    /// UUIDv7, also that of its line in the timeline.
    public var id: UUID
    /// `INC-17`.
    public var incident: String
    /// When it was written.
    public var at: Date
    /// Who wrote it.
    public var author: String
    /// How it stands: 1 to 5,000 characters.
    public var conditions: String
    /// What is being done: at most 5,000 characters.
    public var actions: String
    /// What is needed: at most 5,000 characters.
    public var needs: String
    /// Whom it is for.
    public var audience: Audience

    /// A report about to be written.
    public init(
        id: UUID, incident: String, at time: Date, author: String, conditions: String, actions: String, needs: String,
        audience: Audience
    ) {
        self.id = id
        self.incident = incident
        at = time
        self.author = author
        self.conditions = conditions
        self.actions = actions
        self.needs = needs
        self.audience = audience
    }

    /// Reads a row of ``StatusReports``.
    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        incident = try row.decode("incident")
        at = try row.decode("at")
        author = try row.decode("author")
        conditions = try row.decode("conditions")
        actions = try row.decode("actions")
        needs = try row.decode("needs")
        audience = try row.enumeration("audience")
    }

    /// `id`, `incident`, `at`, `author`, `conditions`, `actions`, `needs` and `audience`.
    public var json: JSON {
        [
            "id": id.json, "incident": .string(incident), "at": at.json, "author": .string(author),
            "conditions": .string(conditions), "actions": .string(actions), "needs": .string(needs),
            "audience": .string(audience.rawValue),
        ]
    }
}
