import Encodings
public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.resource`.
public enum Resources {
    /// The incident's resources, by kind; none when the incident is not there for the viewer.
    public static func resources(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> [ResourceRecord] {
        try await database.query(select(of: .id(incident), for: viewer)).map { row in try ResourceRecord(row) }
    }

    static func select(of incident: IncidentKey, for viewer: Viewer) -> Statement {
        Statement(
            """
            select r.id, r.kind, r.provider, r.state, r.external_id, r.url, r.attempts, r.error, r.planned_at,
                r.created_at
            from core.resource r join core.incident i on i.id = r.incident_id
            where i.id = coalesce($1, (select n.id from core.incident n where n.number = $2)) and i.visibility = any($3)
            order by r.kind
            """, [.init(incident.id), .init(incident.number), viewer.bind])
    }

    /// Plans resources; what was planned before stays as it is. Returns `incident_id` and `kind` of those that were not.
    public static func plan(_ resources: [(incident: UUID, kind: ResourceKind, provider: String)]) -> Statement {
        Statement(
            """
            insert into core.resource (id, incident_id, kind, provider)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
            on conflict (incident_id, kind) do nothing
            returning incident_id, kind
            """,
            [
                .uuidArray(resources.map { _ in UUID.v7() }), .uuidArray(resources.map(\.incident)),
                .textArray(resources.map(\.kind.rawValue)), .textArray(resources.map(\.provider)),
            ])
    }

    /// Writes down that a resource was made.
    /// - Parameter attempts: that it took, added to those before.
    public static func created(
        _ kind: ResourceKind, of incident: UUID, by provider: String, externalID: String, url: String?, attempts: Int
    ) -> Statement {
        Statement(
            """
            update core.resource
            set state = 'created', provider = $3, external_id = $4, url = $5, attempts = attempts + $6, error = null,
                created_at = now()
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(incident), .text(kind.rawValue), .text(provider), .text(externalID), .init(url),
                .int4(Int32(clamping: attempts)),
            ])
    }

    /// Writes down why a resource is not there.
    /// - Parameters:
    ///   - error: in words for people.
    ///   - attempts: that it took, added to those before.
    public static func missing(
        _ kind: ResourceKind, of incident: UUID, state: ResourceState, error: String, attempts: Int
    ) -> Statement {
        Statement(
            """
            update core.resource set state = $3, error = $4, attempts = attempts + $5
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(incident), .text(kind.rawValue), .text(state.rawValue), .text(error),
                .int4(Int32(clamping: attempts)),
            ])
    }
}
