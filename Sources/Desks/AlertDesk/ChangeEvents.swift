import FoundationEssentials
import IncidentStore
public import Postgres

/// Keeps what is done to the things that a source watches, and tells it to the incidents that it may have to do with: those
/// that are open and have an alert of the source, and those that one of its alerts opens within an hour.
public struct ChangeEvents: Sendable {
    private let database: PostgresClient

    /// - Parameter database: where change events are kept.
    public init(database: PostgresClient) { self.database = database }

    /// Keeps a change event.
    /// - Throws: `PostgresError`.
    public func record(_ change: PagerDutyChange, from source: String) async throws {
        _ = try await database.query(Self.statement(change, source))
    }

    private static func statement(_ change: PagerDutyChange, _ source: String) -> Statement {
        Statement(
            """
            with made as (
                insert into core.change_event (source, at, summary, place, url)
                values ($1, least(coalesce($2, now()), now()), $3, $4, $5) returning at
            )
            insert into core.timeline (incident_id, at, kind, actor, text)
            select i.id, now(), $6, $1, $7 from made, core.incident i
            where i.status <> 'closed'
                and exists (select from core.alert a where a.incident_id = i.id and a.source = $1)
            """,
            [
                .text(source), .init(change.at), .text(change.summary), .init(change.place), .init(change.url),
                .text(TimelineKind.change.rawValue), .text("Changed: \(change.line)"),
            ])
    }

    /// What was changed in the hour before incidents are opened by alerts of these sources: at most ten lines each.
    static func before(_ openings: [(incident: UUID, source: String)]) -> Statement {
        Statement(
            """
            insert into core.timeline (incident_id, kind, actor, text)
            select o.incident_id, $3, o.source,
                'Changed ' || greatest(1, ceil(extract(epoch from now() - c.at) / 60))::int || ' min before: '
                    || concat_ws(' ', c.summary, '(' || c.place || ')', c.url)
            from unnest($1::uuid[], $2::text[]) as o (incident_id, source)
            cross join lateral (
                select e.at, e.summary, e.place, e.url from core.change_event e
                where e.source = o.source and e.id > core.uuid_floor(now() - interval '1 hour')
                order by e.id desc limit 10
            ) c
            """,
            [
                .uuidArray(openings.map(\.incident)), .textArray(openings.map(\.source)),
                .text(TimelineKind.change.rawValue),
            ])
    }
}

extension PagerDutyChange {
    fileprivate var line: String {
        [summary, place.map { "(\($0))" }, url].compactMap(\.self).joined(separator: " ")
    }
}
