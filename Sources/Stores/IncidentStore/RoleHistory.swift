public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.role_interval`: who was what in an incident from when to when. Never overwritten.
public struct RoleHistoryEntry: Sendable, Hashable, JSONEncodable {
    /// Who it was, as they were known when they took the role; of a role that an older release gave, only the address is sure.
    public var person: Person
    /// What they were; the word of a newer release stays what it is.
    public var role: String
    /// When they took the role.
    public var since: Date
    /// When they gave it away; `nil` while they have it.
    public var until: Date?

    /// Reads a row of ``RoleHistory``.
    init(_ row: PostgresRow) throws(PostgresError) {
        let email: String = try row.decode("email")
        person = Person(
            email: email, name: try row.decode("name", as: String?.self) ?? email, team: try row.decode("team"),
            location: try row.decode("location"))
        role = try row.decode("role")
        since = try row.decode("since")
        until = try row.decode("until")
    }

    /// An object with `email`, `name`, `team`, `role`, `since` and `until`.
    public var json: JSON {
        [
            "email": .string(person.email), "name": .string(person.name), "team": .optional(person.team),
            "role": .string(role), "since": since.json, "until": .optional(until),
        ]
    }
}

/// The rows of `core.role_interval`; triggers write them.
public enum RoleHistory {
    /// The intervals of an incident in the order in which they began; none when it is not there for the viewer.
    /// - Parameter limit: of those that began last.
    public static func entries(
        of incident: UUID, for viewer: Viewer, limit: Int = 1000, in database: some Querying
    ) async throws -> [RoleHistoryEntry] {
        try await database.query(
            Statement(
                """
                select * from (
                    select r.email, r.name, r.team, r.location, r.role, r.since, r.until, r.id
                    from core.role_interval r join core.incident i on i.id = r.incident_id
                    where r.incident_id = $1 and i.visibility = any($2) order by r.since desc, r.id desc limit $3
                ) as newest order by since, id
                """, [.uuid(incident), viewer.bind, .int(limit)])
        ).map { row in try RoleHistoryEntry(row) }
    }
}
