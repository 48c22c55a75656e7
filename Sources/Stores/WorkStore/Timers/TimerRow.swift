import Contracts
import FoundationEssentials
import JSON
import Pacing
import Postgres

/// A command that is given later: time is data.
struct TimerRow: Sendable {
    /// When it is due.
    enum Due: Sendable {
        /// So long after the transaction began, by the database's clock.
        case after(Duration)
        case at(Date)
    }

    /// Names the timer within its worker; setting it again replaces it.
    var key: String
    var due: Due
    var type: String
    var subject: Subject
    var data: JSON

    init(_ command: some Command, key: String, due: Due, about subject: Subject) {
        self.key = key
        self.due = due
        type = Swift.type(of: command).type
        self.subject = subject
        data = command.json
    }

    /// One statement that sets timers. A timer that is set again gets the greatest generation of all that there are or were under
    /// its key: the sequence is asked once more under the row's lock, since that of a row which waited for the lock may be
    /// older than the row that it then finds.
    static func insert(_ rows: [TimerRow]) -> Statement {
        Statement(
            """
            insert into timer (key, due, type, subject, correlation_id, traceparent, data)
            select key, coalesce(at, now() + interval '1 millisecond' * delay), type, subject, correlation_id,
                traceparent, data
            from unnest($1::text[], $2::int8[], $3::timestamptz[], $4::text[], $5::text[], $6::uuid[], $7::text[],
                $8::jsonb[]) as new (key, delay, at, type, subject, correlation_id, traceparent, data)
            on conflict (key) do update set due = excluded.due, type = excluded.type, subject = excluded.subject,
                correlation_id = excluded.correlation_id, traceparent = excluded.traceparent, data = excluded.data,
                generation = nextval('timer_generation')
            """,
            [
                .textArray(rows.map(\.key)), .int8Array(rows.map(\.delay)), .timestamptzArray(rows.map(\.at)),
                .textArray(rows.map(\.type)), .textArray(rows.map(\.subject.name)),
                .uuidArray(rows.map(\.subject.id)), .textArray(rows.map(\.subject.cause)),
                .jsonTextArray(rows.map { $0.data.text() }),
            ])
    }

    /// One statement that takes timers back.
    static func cancel(_ keys: [String]) -> Statement {
        Statement("delete from timer where key = any($1)", [.textArray(keys)])
    }

    private var delay: Int64? {
        if case .after(let delay) = due { delay.milliseconds } else { nil }
    }

    private var at: Date? {
        if case .at(let date) = due { date } else { nil }
    }
}
