public import FoundationEssentials
import Encodings
import JSON
public import Postgres
public import Silencing

/// The rows of `core.silence`.
public enum Silences {
    /// Those that hold alerts back at this moment.
    public static let active = Statement(
        """
        select id, matchers::text as matchers, starts_at, ends_at, reason, author from core.silence
        where starts_at <= now() and ends_at > now() order by id
        """)

    /// How many are not over.
    public static let count = Statement("select count(*) as count from core.silence where ends_at > now()")

    /// The silence with this id.
    public static func silence(_ id: UUID) -> Statement {
        Statement(SQL(trusted: "\(columns) from core.silence s where s.id = $1"), [.uuid(id)])
    }

    /// Silences, the newest first.
    /// - Parameters:
    ///   - states: those that are wanted; empty for all.
    ///   - cursor: ``Page/nextCursor`` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: ``IncidentStoreError/Code/invalidCursor``, or `PostgresError`.
    public static func list(
        states: [SilenceRecord.State] = [], after cursor: String? = nil, limit: Int = 50, in database: some Querying
    ) async throws -> Page<SilenceRecord> {
        let before = try cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let wanted = (states.isEmpty ? SilenceRecord.State.allCases : states).map(\.rawValue)
        let rows = try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) from core.silence s
                        where ($1::uuid is null or s.id < $1) and \(state) = any($2) order by s.id desc limit $3
                        """), [.init(before), .textArray(wanted), .int(limit + 1)]))
        return Page(try rows.map { row in try SilenceRecord(row) }, limit: limit) {
            UUIDText.string(from: $0.silence.id)
        }
    }

    /// Writes a silence. Returns its row.
    public static func insert(_ silence: Silence, by actor: String) -> Statement {
        Statement(
            SQL(
                trusted: """
                    with s as (
                        insert into core.silence (id, matchers, starts_at, ends_at, reason, author, created_by)
                        values ($1, $2, $3, $4, $5, $6, $7) returning *
                    ) \(columns) from s
                    """),
            [
                .uuid(silence.id), .jsonText(JSON.array(silence.matchers.map(\.json)).text()),
                .timestamptz(silence.from), .timestamptz(silence.until), .text(silence.reason), .text(silence.author),
                .text(actor),
            ])
    }

    /// Ends a silence now, unless it is over. Returns its row.
    public static func expire(_ id: UUID, by actor: String) -> Statement {
        Statement(
            SQL(
                trusted: """
                    with s as (
                        update core.silence set starts_at = least(starts_at, now()), ends_at = now(),
                            expired_at = now(), expired_by = $2
                        where id = $1 and ends_at > now() returning *
                    ) \(columns) from s
                    """), [.uuid(id), .text(actor)])
    }

    /// The line of the audit about a silence.
    public static func audit(_ record: SilenceRecord, action: String, by actor: String) -> Statement {
        Statement(
            "insert into core.audit (actor, action, target, detail) values ($1, $2, $3, $4)",
            [
                .text(actor), .text(action), .text("silence \(UUIDText.string(from: record.silence.id))"),
                .jsonText(record.json.text()),
            ])
    }

    private static let state = """
        case when s.ends_at <= now() then 'expired' when s.starts_at > now() then 'pending' else 'active' end
        """

    private static let columns = """
        select s.id, s.matchers::text as matchers, s.starts_at, s.ends_at, s.reason, s.author, s.created_by,
            s.created_at, s.expired_by, \(state) as state,
            (select count(*) from core.held_alert h where h.silence_id = s.id) as matched
        """
}
