public import FoundationEssentials
public import Incident
public import Postgres

/// The rows of `core.tag`: a tag that is taken back ends and stays.
public enum Tags {
    /// The tags that an incident has now, in the order of the alphabet; none when it is not there for the viewer.
    public static func list(
        of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> [Tag] {
        try await database.query(
            Statement(
                """
                select t.type, t.value from core.tag t join core.incident i on i.id = t.incident_id
                where t.incident_id = $1 and t.until is null and i.visibility = any($2)
                order by t.type collate "C", t.value collate "C"
                """, [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue))])
        ).map { Tag(type: try $0.decode("type"), value: try $0.decode("value")) }
    }

    /// The tags that an incident had at a moment, in the order of the alphabet; none when it is not there for the viewer.
    public static func list(
        of incident: UUID, at moment: Date, for viewer: Viewer, in database: some Querying
    ) async throws -> [Tag] {
        try await database.query(
            Statement(
                """
                select distinct t.type collate "C" as type, t.value collate "C" as value
                from core.tag t join core.incident i on i.id = t.incident_id
                where t.incident_id = $1 and i.visibility = any($2) and t.since <= $3
                    and (t.until is null or t.until > $3)
                order by 1, 2
                """, [.uuid(incident), .textArray(viewer.visibilities.map(\.rawValue)), .timestamptz(moment)])
        ).map { Tag(type: try $0.decode("type"), value: try $0.decode("value")) }
    }

    /// Gives an incident tags; what it has already it has once.
    public static func add(_ tags: [Tag], to incident: UUID, by actor: String) -> Statement {
        Statement(
            """
            insert into core.tag (incident_id, type, value, tagged_by)
            select $1, t.type, t.value, $4 from unnest($2::text[], $3::text[]) as t (type, value)
            on conflict (incident_id, type, value) where until is null do nothing
            """, [.uuid(incident), .textArray(tags.map(\.type)), .textArray(tags.map(\.value)), .text(actor)])
    }

    /// Takes tags back.
    public static func end(_ tags: [Tag], of incident: UUID, by actor: String) -> Statement {
        Statement(
            """
            update core.tag c set until = greatest(clock_timestamp(), c.since), removed_by = $4
            from unnest($2::text[], $3::text[]) as t (type, value)
            where c.incident_id = $1 and c.type = t.type and c.value = t.value and c.until is null
            """, [.uuid(incident), .textArray(tags.map(\.type)), .textArray(tags.map(\.value)), .text(actor)])
    }
}
