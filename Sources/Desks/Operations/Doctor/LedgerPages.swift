public import JSON
import Postgres

/// What became of every page: each is in one of these places.
public struct LedgerPages: Sendable, Equatable {
    /// They are due, and on their way.
    public internal(set) var due = 0
    /// A provider has them, and nobody has answered.
    public internal(set) var handed = 0
    /// They went out, and somebody has taken the incident or said that it needs nobody.
    public internal(set) var acknowledged = 0
    /// They were taken back before they went out.
    public internal(set) var superseded = 0
    /// No way to their person was left.
    public internal(set) var failed = 0
    /// What was due and has neither gone out nor is to come, one object each: pages, and steps that were not taken.
    public internal(set) var missing: [JSON] = []

    /// As commands show it.
    public var json: JSON {
        [
            "due": .int(due), "handed": .int(handed), "acknowledged": .int(acknowledged),
            "superseded": .int(superseded), "failed": .int(failed), "missing": .array(missing),
        ]
    }

    /// - Returns: `nil` when nobody was ever paged.
    static func read(_ client: PostgresClient) async throws -> LedgerPages? {
        let there = try await client.query("select to_regclass('paging.page') is not null as present")
        guard try there.first?.decode("present", as: Bool.self) == true else { return nil }
        var pages = LedgerPages()
        for row in try await client.query("select state, count(*) as count from paging.page group by state") {
            let count = try row.decode("count", as: Int.self)
            switch try row.decode("state", as: String.self) {
            case "due": pages.due += count
            case "sent": pages.handed += count
            case "acknowledged", "resolved": pages.acknowledged += count
            case "failed": pages.failed += count
            default: pages.superseded += count
            }
        }
        pages.missing = try await missing(client)
        pages.due -= pages.missing.filter { $0["kind"] == "page" }.count
        return pages == LedgerPages() ? nil : pages
    }

    private static func missing(_ client: PostgresClient) async throws -> [JSON] {
        let rows = try await client.query(
            """
            select 'page' as kind, p.id::text as id, 'it was due and no way to ' || p.person || ' is left to try' as reason
              from paging.page p join paging.escalation e on e.id = p.escalation_id
             where p.state = 'due' and e.state = 'open' and p.due_at < now() - interval '1 minute'
               and not exists (
                   select from paging.attempt a
                    where a.page_id = p.id and a.state in ('planned', 'calling') and a.due_at > now() - interval '1 minute')
            union all
            select 'step', e.id::text, 'the next step of ' || e.policy || ' was due and was not taken'
              from paging.escalation e
             where e.state in ('open', 'acknowledged') and e.due < now() - interval '1 minute'
             limit 1000
            """)
        return try rows.map { row in
            [
                "kind": .string(try row.decode("kind")), "id": .string(try row.decode("id")), "worker": "paging",
                "reason": .string(try row.decode("reason")),
            ]
        }
    }
}
