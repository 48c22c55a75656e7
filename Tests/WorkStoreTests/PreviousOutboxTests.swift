import FoundationEssentials
import Postgres
import TestServers
import Testing

@testable import WorkStore

/// What the release before says to its outbox, which is a view now, word for word: whatever one release leaves behind the
/// other finds, and nobody publishes what was marked.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct PreviousOutboxTests {
    private struct Previous {
        let database: PostgresClient

        func insert(_ row: OutboxRow, leased: Bool) async throws {
            _ = try await database.query(
                """
                insert into outbox
                    (id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body, claimable_at)
                select new.*, now() + interval '30 seconds' * $10::int4 from unnest(
                    $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                    $9::bytea[]) as new
                """,
                [
                    .uuidArray([row.id]), .uuidArray([row.messageID]), .textArray([row.exchange]),
                    .textArray([row.routingKey]), .textArray([row.type]), .uuidArray([row.correlationID]),
                    .textArray([row.traceparent]), .textArray([row.contentType]), .byteaArray([row.body]),
                    .int4(leased ? 1 : 0),
                ])
        }

        func sweep(_ limit: Int) async throws -> [OutboxRow] {
            try await database.query(
                """
                update outbox set claimable_at = now() + interval '30 seconds'
                where (id, claimable_at) in (
                    select id, claimable_at from outbox
                    where published_at is null and claimable_at <= now()
                    order by claimable_at limit $1 for update skip locked)
                returning id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body,
                    attempts
                """, [.int(limit)]
            ).map { try OutboxRow($0) }
        }

        func mark(_ row: OutboxRow) async throws {
            _ = try await database.query(
                "update outbox set published_at = now() where id = any($1)", [.uuidArray([row.id])])
        }

        func hold(_ row: OutboxRow) async throws {
            _ = try await database.query(
                """
                update outbox set claimable_at = now() + interval '30 seconds'
                where id = any($1) and published_at is null
                """, [.uuidArray([row.id])])
        }

        func backOff(_ row: OutboxRow) async throws {
            _ = try await database.query(
                """
                update outbox set attempts = attempts + 1,
                    claimable_at = now() + least(interval '1 second' * power(2, least(attempts, 9)), interval '5 minutes')
                where id = any($1)
                """, [.uuidArray([row.id])])
        }

        func age() async throws -> Double? {
            try await database.query(
                """
                select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
                from outbox where published_at is null
                """
            ).first?.decode("age", as: Double.self)
        }
    }

    private func row(_ text: String) -> OutboxRow {
        OutboxRow(Remind(text), about: .test, source: "/muster/notifier")
    }

    @Test func eachReleaseFindsWhatTheOtherLeftBehind() async throws {
        try await Store.with { store in
            let (previous, outbox) = (Previous(database: store.database), Outbox(database: store.database))
            let (old, new, leased) = (row("old"), row("new"), row("leased"))
            try await previous.insert(old, leased: false)
            try await previous.insert(leased, leased: true)
            #expect(try await outbox.sweep(atMost: 10) == [old])
            _ = try await store.database.query(OutboxRow.insert([new], leased: false))
            #expect(try await previous.sweep(10) == [new])
            #expect(try await previous.sweep(10).isEmpty)
            #expect(try await outbox.sweep(atMost: 10).isEmpty)
            try await store.run("update outbox_event set created_at = now() - interval '90 seconds'")
            #expect(try await previous.age() ?? 0 >= 90)
            #expect(try await outbox.oldestAge() >= 90)
            try await previous.mark(new)
            try await previous.mark(leased)
            try await outbox.mark([old.id])
            try await store.run("update outbox_pending set claimable_at = now()")
            #expect(try await previous.sweep(10).isEmpty)
            #expect(try await outbox.sweep(atMost: 10).isEmpty)
            #expect(try await previous.age() == 0)
            #expect(try await outbox.oldestAge() == 0)
        }
    }

    @Test func aHeldRowIsLeftAloneByBoth() async throws {
        try await Store.with { store in
            let (previous, outbox) = (Previous(database: store.database), Outbox(database: store.database))
            let (first, second, marked) = (row("first"), row("second"), row("marked"))
            _ = try await store.database.query(OutboxRow.insert([first, second, marked], leased: false))
            try await outbox.mark([marked.id])
            try await previous.hold(first)
            try await previous.hold(marked)
            try await outbox.hold([second.id])
            #expect(try await outbox.sweep(atMost: 10).isEmpty)
            #expect(try await previous.sweep(10).isEmpty)
            try await store.run("update outbox_pending set claimable_at = now()")
            #expect(try await Set(outbox.sweep(atMost: 10).map(\.id)) == [first.id, second.id])
        }
    }

    @Test func aRefusalCountsForBoth() async throws {
        try await Store.with { store in
            let (previous, outbox) = (Previous(database: store.database), Outbox(database: store.database))
            let row = row("refused")
            _ = try await store.database.query(OutboxRow.insert([row], leased: false))
            try await previous.backOff(row)
            try await outbox.backOff([row.id])
            #expect(try await previous.sweep(10).isEmpty)
            try await store.run("update outbox_pending set claimable_at = now()")
            #expect(try await previous.sweep(10).map(\.attempts) == [2])
        }
    }

    /// A view locks nothing for those who would skip it: what another has leased meanwhile is not theirs.
    @Test func twoSweepsAtOnceShareTheRows() async throws {
        try await Store.with { store in
            let (previous, outbox) = (Previous(database: store.database), Outbox(database: store.database))
            let rows = (0..<200).map { row("\($0)") }
            _ = try await store.database.query(OutboxRow.insert(rows, leased: false))
            let taken = try await withThrowingTaskGroup(of: [OutboxRow].self) { group in
                for number in 0..<12 {
                    group.addTask { try await number % 2 == 0 ? previous.sweep(40) : outbox.sweep(atMost: 40) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(taken.map(\.id)).count == taken.count)
            var rest = try await outbox.sweep(atMost: 200)
            while case let more = try await previous.sweep(200), !more.isEmpty { rest += more }
            #expect(Set((taken + rest).map(\.id)) == Set(rows.map(\.id)))
            #expect(taken.count + rest.count == rows.count)
        }
    }

    /// What a sweep found went out late, and the log says when; for all others it went out when it was announced.
    @Test func theLogTellsWhatWentOutLate() async throws {
        try await Store.with { store in
            let outbox = Outbox(database: store.database)
            let (late, prompt) = (row("late"), row("prompt"))
            _ = try await store.database.query(OutboxRow.insert([late, prompt]))
            try await outbox.markLate([late.id])
            try await outbox.mark([prompt.id])
            let told = try await store.lines("select id::text as line from outbox_event where published_at is not null")
            #expect(told.compactMap(UUID.init(uuidString:)) == [late.id])
            #expect(try await store.lines("select id::text as line from outbox_pending").isEmpty)
        }
    }
}
