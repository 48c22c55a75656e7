public import FoundationEssentials
import JSON
import OnCall
public import Postgres

/// The rows of `core.schedule_change`.
public enum ScheduleChanges {
    /// Those that overlap a span and were not withdrawn, in the order in which they were said.
    /// - Parameter schedule: of this schedule alone; of all when it is `nil`.
    public static func changes(
        of schedule: String? = nil, from: Date, until: Date? = nil, in database: some Querying
    ) async throws -> [ScheduleChangeRecord] {
        try await database.query(
            Statement(
                """
                select id, schedule, kind, layer, person, other, shadow, starts_at, ends_at, reason, created_at, created_by
                from core.schedule_change
                where ends_at > $1 and starts_at < coalesce($2::timestamptz, 'infinity')
                    and schedule = coalesce($3::text, schedule) and withdrawn_at is null
                order by id
                """, [.timestamptz(from), .init(until), .init(schedule)])
        ).map { row in try ScheduleChangeRecord(row) }
    }

    /// Writes a change.
    public static func insert(_ record: ScheduleChangeRecord) -> Statement {
        let columns = record.columns
        return Statement(
            """
            insert into core.schedule_change
                (id, schedule, kind, layer, person, other, shadow, starts_at, ends_at, reason, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .uuid(record.id), .text(record.schedule), .text(columns.kind.rawValue), .init(columns.layer),
                .init(columns.person), .init(columns.other), .bool(columns.shadow), .timestamptz(record.change.from),
                .timestamptz(record.change.until), .text(record.reason), .timestamptz(record.createdAt),
                .text(record.createdBy),
            ])
    }

    /// Takes a change back, unless that was done before. Returns its row.
    public static func withdraw(_ id: UUID, of schedule: String, by actor: String) -> Statement {
        Statement(
            """
            update core.schedule_change set withdrawn_at = now(), withdrawn_by = $3
            where id = $1 and schedule = $2 and withdrawn_at is null
            returning id, schedule, kind, layer, person, other, shadow, starts_at, ends_at, reason, created_at, created_by
            """, [.uuid(id), .text(schedule), .text(actor)])
    }

    /// The row that ``withdraw(_:of:by:)`` returned; `nil` when there was none.
    public static func withdrawn(_ rows: PostgresResult) throws -> ScheduleChangeRecord? {
        try rows.first.map { row in try ScheduleChangeRecord(row) }
    }

    /// The line of the audit about a change.
    public static func audit(_ record: ScheduleChangeRecord, action: String, by actor: String) -> Statement {
        Statement(
            "insert into core.audit (actor, action, target, detail) values ($1, $2, $3, $4)",
            [.text(actor), .text(action), .text("schedule \(record.schedule)"), .jsonText(record.json.text())])
    }
}
