import Escalation
import FoundationEssentials
public import Postgres

/// The rows of `paging.page` and `paging.attempt` that are planned.
public enum Pages {
    /// Writes pages down with the ways to reach their people.
    public static func insert(_ pages: [PageDraft]) -> [Statement] {
        [insertPages(pages), insertAttempts(pages)]
    }

    private static func insertPages(_ pages: [PageDraft]) -> Statement {
        Statement(
            """
            insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                subject, body, due_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int4[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[])
            """,
            [
                .uuidArray(pages.map(\.id)), .uuidArray(pages.map(\.escalation)), .uuidArray(pages.map(\.incident)),
                .int4Array(pages.map { Int32(clamping: $0.number) }), .textArray(pages.map(\.person)),
                .textArray(pages.map(\.urgency.rawValue)), .textArray(pages.map(\.policy)),
                .textArray(pages.map(\.step)), .textArray(pages.map(\.reason)), .textArray(pages.map(\.subject)),
                .textArray(pages.map(\.body)), .timestamptzArray(pages.map(\.due)),
            ])
    }

    private static func insertAttempts(_ pages: [PageDraft]) -> Statement {
        let all = pages.flatMap { page in page.ways.enumerated().map { (page, $0.offset, $0.element) } }
        return Statement(
            """
            insert into paging.attempt (id, page_id, position, channel, address, sender, due_at)
            select id, page_id, position, channel, address, sender, due + interval '1 millisecond' * after
            from unnest($1::uuid[], $2::uuid[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                $8::int8[]) as new (id, page_id, position, channel, address, sender, due, after)
            """,
            [
                .uuidArray(all.map(\.2.id)), .uuidArray(all.map(\.0.id)), .int4Array(all.map { Int32($0.1) }),
                .textArray(all.map(\.2.rule.channel.rawValue)), .textArray(all.map(\.2.rule.address)),
                .textArray(all.map(\.0.sender)), .timestamptzArray(all.map(\.0.due)),
                .int8Array(all.map { $0.2.rule.after.components.seconds * 1000 }),
            ])
    }
}
