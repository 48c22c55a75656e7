import FoundationEssentials
import JSON
import Pacing
import Postgres

/// A message that is announced later: time is data.
struct TimerRow: Sendable {
    /// Names the timer within its worker; setting it again replaces it.
    var key: String
    var delay: Duration
    var type: String
    var subject: String
    var correlationID: UUID?
    var traceparent: String?
    var data: JSON

    /// One statement that sets timers. Due times are computed from the database's clock.
    static func insert(_ rows: [TimerRow]) -> Statement {
        Statement(
            """
            insert into timer (key, due, type, subject, correlation_id, traceparent, data)
            select key, now() + interval '1 millisecond' * delay, type, subject, correlation_id, traceparent, data
            from unnest($1::text[], $2::int8[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[])
                as new (key, delay, type, subject, correlation_id, traceparent, data)
            on conflict (key) do update set due = excluded.due, type = excluded.type, subject = excluded.subject,
                correlation_id = excluded.correlation_id, traceparent = excluded.traceparent, data = excluded.data,
                generation = timer.generation + 1
            """,
            [
                .textArray(rows.map(\.key)), .int8Array(rows.map { $0.delay.milliseconds }),
                .textArray(rows.map(\.type)), .textArray(rows.map(\.subject)),
                .uuidArray(rows.map(\.correlationID)), .textArray(rows.map(\.traceparent)),
                .jsonTextArray(rows.map { $0.data.text() }),
            ])
    }

    /// One statement that takes timers back.
    static func cancel(_ keys: [String]) -> Statement {
        Statement("delete from timer where key = any($1)", [.textArray(keys)])
    }
}
