import Contracts
import JSON
import Postgres

/// A timer that is due, as its row was when it was taken.
struct DueTimer: Sendable {
    var type: String
    var subject: Subject
    var generation: Int
    var data: JSON
    /// Seconds since it was due.
    var lag: Double

    /// Takes up to `limit` timers that are due, each by one instance, the longest due first.
    static func take(_ limit: Int) -> Statement {
        Statement(
            """
            delete from timer where id in (
                select id from timer where due <= now() order by due limit $1 for update skip locked)
            returning type, subject, correlation_id, traceparent, generation, data::text as data,
                extract(epoch from now() - due)::float8 as lag
            """, [.int(limit)])
    }

    /// Reads a row of ``take(_:)``.
    init(_ row: PostgresRow) throws {
        type = try row.decode("type")
        subject = Subject(
            name: try row.decode("subject"), id: try row.decode("correlation_id"), cause: try row.decode("traceparent"))
        generation = try row.decode("generation")
        data = try JSON.parse(row.decode("data", as: String.self))
        lag = try row.decode("lag")
    }
}
