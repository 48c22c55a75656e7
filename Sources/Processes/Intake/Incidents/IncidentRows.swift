import FoundationEssentials
import Incident
import Organisation
import Postgres
import IncidentStore

/// The statements that write opened incidents, any number at once.
enum IncidentRows {
    /// Writes the incidents; returns `id` and `number` of each.
    static func insert(_ openings: [IncidentOpening]) -> Statement {
        let drafts = openings.map(\.draft)
        return Statement(
            """
            insert into core.incident (id, title, description, type, severity, priority, visibility, source, drill,
                alert_count, detected_at, reported_at, updated_at)
            select i.id, i.title, i.description, i.type, i.severity, i.priority, i.visibility, i.source, i.drill,
                i.alert_count, i.detected_at, i.at, i.at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::bool[], $10::int4[], $11::timestamptz[], $12::timestamptz[])
                as i (id, title, description, type, severity, priority, visibility, source, drill, alert_count,
                    detected_at, at)
            returning id, number
            """,
            [
                .uuidArray(openings.map(\.id)), .textArray(drafts.map(\.title)), .textArray(drafts.map(\.description)),
                .textArray(drafts.map(\.type.name)), .textArray(drafts.map(\.severity)),
                .textArray(drafts.map(\.priority)), .textArray(drafts.map(\.visibility.rawValue)),
                .textArray(drafts.map(\.source.rawValue)), .boolArray(drafts.map(\.drill)),
                .int4Array(openings.map { Int32($0.alertCount) }),
                .timestamptzArray(openings.map { $0.draft.detectedAt ?? $0.time }),
                .timestamptzArray(openings.map(\.time)),
            ])
    }

    /// Writes participants and timelines of incidents that are written in the same transaction.
    static func insertParts(of openings: [IncidentOpening]) -> [Statement] {
        let participants = openings.flatMap { opening in opening.participants.map { (opening.id, $0) } }
        let lines = openings.flatMap { opening in opening.timeline.map { (opening.id, $0) } }
        var statements = [insert(timeline: lines)]
        if !participants.isEmpty { statements.append(insert(participants: participants)) }
        return statements
    }

    static func insert(participants: [(incident: UUID, ParticipantRecord)]) -> Statement {
        let people = participants.map(\.1.person)
        return Statement(
            """
            insert into core.participant (incident_id, email, name, team, location, roles, engaged_by, joined_at)
            select p.incident_id, p.email, p.name, p.team, p.location, string_to_array(p.roles, ','), p.engaged_by, p.at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::timestamptz[]) as p (incident_id, email, name, team, location, roles, engaged_by, at)
            """,
            [
                .uuidArray(participants.map(\.incident)), .textArray(people.map(\.email)),
                .textArray(people.map(\.name)), .textArray(people.map(\.team)), .textArray(people.map(\.location)),
                .textArray(participants.map { $0.1.roles.map(\.rawValue).joined(separator: ",") }),
                .textArray(participants.map(\.1.engagedBy)), .timestamptzArray(participants.map(\.1.joinedAt)),
            ])
    }

    static func insert(timeline lines: [(incident: UUID, TimelineEntry)]) -> Statement {
        Statement(
            """
            insert into core.timeline (id, incident_id, at, kind, actor, text)
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
            """,
            [
                .uuidArray(lines.map(\.1.id)), .uuidArray(lines.map(\.incident)), .timestamptzArray(lines.map(\.1.at)),
                .textArray(lines.map(\.1.kind)), .textArray(lines.map(\.1.actor)), .textArray(lines.map(\.1.text)),
            ])
    }

    /// The numbers by id, of the rows that ``insert(_:)`` returns.
    static func numbers(_ rows: PostgresResult) throws -> [UUID: Int64] {
        var numbers: [UUID: Int64] = [:]
        for row in rows { numbers[try row.decode("id")] = try row.decode("number", as: Int64.self) }
        return numbers
    }
}
