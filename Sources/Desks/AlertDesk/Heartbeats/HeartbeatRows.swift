import FoundationEssentials
import Organisation
import Postgres

/// The statements on `core.heartbeat`.
enum HeartbeatRows {
    static let all = Statement("select name, beat_at, beats, due_at, missed_at, alert_id from core.heartbeat")

    /// Holds the row to the end of the transaction.
    static func hold(_ name: String) -> Statement {
        Statement(
            """
            select name, beat_at, beats, due_at, missed_at, alert_id, now() as now from core.heartbeat
            where name = $1 for update
            """, [.text(name)])
    }

    /// Writes a beat. Returns the row.
    static func beat(_ heartbeat: Heartbeat) -> Statement {
        Statement(
            """
            insert into core.heartbeat (name, source, beat_at, due_at)
            values ($1, $2, now(), now() + interval '1 second' * $3)
            on conflict (name) do update set source = excluded.source, beat_at = excluded.beat_at,
                beats = core.heartbeat.beats + 1, due_at = excluded.due_at, missed_at = null, alert_id = null
            returning name, beat_at, beats, due_at, missed_at, alert_id
            """,
            [.text(heartbeat.name), .text(heartbeat.source), .int(Int(heartbeat.patience.components.seconds))])
    }

    static func postpone(_ name: String, to time: Date) -> Statement {
        Statement("update core.heartbeat set due_at = $2 where name = $1", [.text(name), .timestamptz(time)])
    }

    static func miss(_ name: String, alert: UUID?) -> Statement {
        Statement(
            "update core.heartbeat set missed_at = now(), alert_id = $2 where name = $1",
            [.text(name), .init(alert)])
    }

    static func forget(_ name: String) -> Statement {
        Statement("delete from core.heartbeat where name = $1", [.text(name)])
    }
}
