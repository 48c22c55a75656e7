public import FoundationEssentials
public import Incident
import IncidentStore
public import JSON
public import Postgres

/// A row of `core.subscription`: who is told of an incident and takes no part in it.
public struct Subscription: Sendable, Hashable, JSONEncodable {
    /// A mail address in small letters.
    public var email: String
    /// Since when.
    public var since: Date
    /// Who said so.
    public var subscribedBy: String

    /// Reads a row of ``Subscriptions``.
    init(_ row: PostgresRow) throws(PostgresError) {
        email = try row.decode("email")
        since = try row.decode("since")
        subscribedBy = try row.decode("subscribed_by")
    }

    /// `email`, `since` and `subscribed_by`.
    public var json: JSON {
        ["email": .string(email), "since": since.json, "subscribed_by": .string(subscribedBy)]
    }
}

/// The rows of `core.subscription`.
public enum Subscriptions {
    /// Who follows an incident, in the order of their addresses; nobody when it is not there for the viewer.
    public static func list(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> [Subscription] {
        try await database.query(
            Statement(
                """
                select s.email, s.since, s.subscribed_by
                from core.subscription s join core.incident i on i.id = s.incident_id
                where s.incident_id = $1 and i.visibility = any($2) order by s.email collate "C"
                """, [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue))])
        ).map { row in try Subscription(row) }
    }

    /// Writes a subscription, unless there is one. Returns its row when it is new.
    public static func insert(_ email: String, to incident: UUID, by actor: String) -> Statement {
        Statement(
            """
            insert into core.subscription (incident_id, email, subscribed_by) values ($1, $2, $3)
            on conflict do nothing returning email, since, subscribed_by
            """, [.uuid(incident), .text(email.lowercased()), .text(actor)])
    }

    /// Ends a subscription. Returns its row when there was one.
    public static func delete(_ email: String, from incident: UUID) -> Statement {
        Statement(
            """
            delete from core.subscription where incident_id = $1 and email = $2 returning email, since, subscribed_by
            """, [.uuid(incident), .text(email.lowercased())])
    }
}
