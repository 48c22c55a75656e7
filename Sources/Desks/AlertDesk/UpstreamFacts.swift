import FoundationEssentials
import IncidentStore
public import Postgres

/// The rows of `core.upstream_fact`. Events come again and in any order: a row has the first and the last time.
public struct UpstreamFacts: Sendable {
    private let database: PostgresClient

    /// - Parameter database: where they are.
    public init(database: PostgresClient) { self.database = database }

    /// Keeps facts, and drops some of those that are older than 90 days.
    /// - Throws: `PostgresError`.
    public func record(_ facts: [UpstreamFact], from source: String) async throws {
        guard !facts.isEmpty else { return }
        let rows = Self.folded(facts)
        _ = try await database.pipeline([
            Statement(
                """
                insert into core.upstream_fact as f (source, fingerprint, kind, place, text, first_at, last_at)
                select $1, * from unnest(
                    $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
                on conflict (source, fingerprint, kind, place) do update
                set first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at),
                    text = case when excluded.last_at >= f.last_at then excluded.text else f.text end
                """,
                [
                    .text(source), .textArray(rows.map(\.last.fingerprint)), .textArray(rows.map(\.last.kind.rawValue)),
                    .textArray(rows.map(\.last.place)), .textArray(rows.map(\.last.text)),
                    .timestamptzArray(rows.map(\.first)), .timestamptzArray(rows.map(\.last.at)),
                ]),
            Statement(
                """
                delete from core.upstream_fact where ctid = any(array(
                    select ctid from core.upstream_fact where last_at < now() - interval '90 days' limit 1000))
                """),
        ])
    }

    /// What is known of an alert, in the order of time.
    /// - Throws: `PostgresError`.
    public func about(_ fingerprint: String, of source: String) async throws -> [UpstreamFact] {
        let rows = try await database.query(
            Statement(
                """
                select fingerprint, kind, place, text, last_at from core.upstream_fact
                where source = $1 and fingerprint = $2 order by last_at, kind limit 200
                """, [.text(source), .text(fingerprint)]))
        return try rows.map { try UpstreamFact($0) }
    }

    /// What any sender told of an alert, in the order of time.
    /// - Throws: `PostgresError`.
    public func about(_ fingerprint: String) async throws -> [(source: String, fact: UpstreamFact)] {
        let rows = try await database.query(
            Statement(
                """
                with recursive sources as (
                    (select source from core.upstream_fact order by source limit 1)
                    union all
                    select (select f.source from core.upstream_fact f where f.source > s.source order by f.source limit 1)
                    from sources s where s.source is not null
                )
                select f.source, f.fingerprint, f.kind, f.place, f.text, f.last_at
                from sources s join core.upstream_fact f on f.source = s.source and f.fingerprint = $1
                where s.source is not null order by f.last_at, f.kind limit 200
                """, [.text(fingerprint)]))
        return try rows.map { (try $0.decode("source"), try UpstreamFact($0)) }
    }

    /// Each row once, in the order of the keys: a statement cannot change one twice, and two of them must not lock rows in
    /// two orders.
    static func folded(_ facts: [UpstreamFact]) -> [(first: Date, last: UpstreamFact)] {
        var rows: [[String]: (first: Date, last: UpstreamFact)] = [:]
        for fact in facts {
            let key = [fact.fingerprint, fact.kind.rawValue, fact.place]
            guard let known = rows[key] else {
                rows[key] = (fact.at, fact)
                continue
            }
            rows[key] = (min(known.first, fact.at), known.last.at <= fact.at ? fact : known.last)
        }
        return rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}

extension UpstreamFact {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            try row.decode("fingerprint"), try row.enumeration("kind"), at: try row.decode("place"),
            try row.decode("text"), at: try row.decode("last_at"))
    }
}
