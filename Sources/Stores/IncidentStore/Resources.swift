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
            select r.id, r.kind, r.provider, r.state, r.external_id, r.url, r.attempts, r.error,
                r.next_attempt_at, r.planned_at, r.created_at
            from core.resource r join core.incident i on i.id = r.incident_id
            where i.id = coalesce($1, (select n.id from core.incident n where n.number = $2)) and i.visibility = any($3)
            order by r.kind
            """, [.init(incident.id), .init(incident.number), viewer.bind])
    }

    /// The resources of several incidents with `incident_id`, by kind.
    static func select(ofAll incidents: [UUID], for viewer: Viewer) -> Statement {
        Statement(
            """
            select r.incident_id, r.id, r.kind, r.provider, r.state, r.external_id, r.url, r.attempts, r.error,
                r.next_attempt_at, r.planned_at, r.created_at
            from core.resource r join core.incident i on i.id = r.incident_id
            where i.id = any($1) and i.visibility = any($2)
            order by r.kind
            """, [.uuidArray(incidents), viewer.bind])
    }

    /// Writes resources that are planned, or planned and made in the same transaction, whose time is theirs; what was planned
    /// before stays as it is. Returns `incident_id` and `kind` of those that were not.
    public static func plan(_ resources: [(incident: UUID, ResourceRecord)]) -> Statement {
        let records = resources.map(\.1)
        return Statement(
            """
            insert into core.resource (id, incident_id, kind, provider, state, external_id, url, attempts, created_at)
            select r.*, case when r.state = 'created' then now() end
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int4[])
                as r (id, incident_id, kind, provider, state, external_id, url, attempts)
            on conflict (incident_id, kind) do nothing
            returning incident_id, kind
            """,
            [
                .uuidArray(records.map(\.id)), .uuidArray(resources.map(\.incident)),
                .textArray(records.map(\.kind.rawValue)), .textArray(records.map(\.provider)),
                .textArray(records.map(\.state.rawValue)), .textArray(records.map(\.externalID)),
                .textArray(records.map(\.url)), .int4Array(records.map { Int32(clamping: $0.attempts) }),
            ])
    }

    /// Writes down that a resource was made, by one more try.
    public static func created(
        _ kind: ResourceKind, of incident: UUID, by provider: String, externalID: String, url: String?
    ) -> Statement {
        Statement(
            """
            update core.resource
            set state = 'created', provider = $3, external_id = $4, url = $5, attempts = attempts + 1, error = null,
                next_attempt_at = null, created_at = now()
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(incident), .text(kind.rawValue), .text(provider), .text(externalID), .init(url),
            ])
    }

    /// Writes down why a resource is not there.
    /// - Parameters:
    ///   - error: in words for people.
    ///   - tries: to be added to those before.
    public static func missing(
        _ kind: ResourceKind, of incident: UUID, state: ResourceState, error: String, tries: Int
    ) -> Statement {
        Statement(
            """
            update core.resource set state = $3, error = $4, attempts = attempts + $5, next_attempt_at = null
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(incident), .text(kind.rawValue), .text(state.rawValue), .text(error),
                .int4(Int32(clamping: tries)),
            ])
    }

    /// Writes down that a resource will be tried again; what is there by now stays as it is.
    /// - Parameters:
    ///   - answer: why it is not there, in words for people.
    ///   - isTry: whether it was tried; if not, the answer to the last try stays.
    public static func putOff(
        _ kind: ResourceKind, of incident: UUID, until time: Date, answer: String, isTry: Bool
    ) -> Statement {
        Statement(
            """
            update core.resource
            set state = 'pending', next_attempt_at = $3, attempts = attempts + case when $5 then 1 else 0 end,
                error = case when $5 then $4 else coalesce(error, $4) end
            where incident_id = $1 and kind = $2 and state <> 'created'
            """,
            [.uuid(incident), .text(kind.rawValue), .timestamptz(time), .text(answer), .bool(isTry)])
    }
}
