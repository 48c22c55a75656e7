import Encodings
import FoundationEssentials
import Logging
import Postgres
import TestServers
import Testing
import WorkStore

@testable import LetterStore

/// With the rights of the dead-letter-keeper, and no relay: the test says what was published.
@Suite(
    .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized,
    .ownDatabase
)
struct ReplayOrdersTests {
    private struct Desk: Sendable {
        let database: TestDatabase
        let client: PostgresClient

        func addLetters(_ count: Int, body: String = "{}") async throws {
            try await database.run(
                sql: """
                    insert into dead_letter_keeper.letter (id, worker, message_id, message_type, "group", place,
                        error_code, error_detail, attempts, properties, body, body_digest)
                    select core.uuid_v7(), 'notifier', core.uuid_v7()::text, 'muster.incident.opened.v1', 'g', 'send',
                        'boom', 'it broke', 5, '{}', '\(body)', sha256('\(body)') from generate_series(1, \(count));
                    """)
        }

        /// Selects all letters.
        func order(rate: String = "null", criteria: String = "{}", due: String = "now()") async throws -> UUID {
            let id = UUID.v7()
            try await database.run(
                sql: """
                    insert into dead_letter_keeper.selection (id, action, criteria, rate, requested_by, due_at)
                    values ('\(id)', 'replay', '\(criteria)', \(rate), 'test', \(due));
                    insert into dead_letter_keeper.selected_letter (selection_id, letter_id)
                    select '\(id)', id from dead_letter_keeper.letter;
                    """)
            return id
        }

        /// What the relay does.
        func publish() async throws {
            try await database.run(
                sql: """
                    update dead_letter_keeper.outbox set published_at = now();
                    update dead_letter_keeper.selection set due_at = now();
                    """)
        }

        func letters() async throws -> [String] {
            try await database.run(
                sql: "select state || ' ' || count(*) from dead_letter_keeper.letter group by state order by state")
        }

        func selected(_ id: UUID) async throws -> [String] {
            try await database.run(
                sql: """
                    select state || ' ' || count(*) from dead_letter_keeper.selected_letter
                     where selection_id = '\(id)' group by state order by state
                    """)
        }

        func isFinished(_ id: UUID) async throws -> Bool {
            try await database.run(
                sql: "select finished_at is not null from dead_letter_keeper.selection where id = '\(id)'") == ["t"]
        }

        /// What the relay does when the broker has confirmed rows.
        func leaveOutbox(_ rows: [UUID]) async throws {
            for row in rows {
                try await database.run(
                    sql: "update dead_letter_keeper.outbox set published_at = now() where id = '\(row)'")
            }
        }

        func outbox() async throws -> [String] {
            try await database.run(
                sql: """
                    select exchange, routing_key, content_type, count(*), count(distinct message_id)
                      from dead_letter_keeper.outbox group by 1, 2, 3
                    """)
        }
    }

    private func withDesk(_ body: (Desk) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(
                url: database.url(process: "dead-letter-keeper"), applicationName: "test"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { try await body(Desk(database: database, client: $0)) }
    }

    /// Does what is due at this moment.
    @discardableResult
    private func drain(_ orders: ReplayOrders) async throws -> Int {
        var rows = 0
        // A batch that finds nothing puts its order off.
        while let batch = try await orders.next() { rows += batch.rows.count }
        return rows
    }

    @Test func anOrderGoesOutOnceAndEndsWhenAllHasLeftTheOutbox() async throws {
        try await withDesk { desk in
            try await desk.addLetters(250)
            let id = try await desk.order()
            let orders = ReplayOrders(database: desk.client, batchSize: 100)
            #expect(try await drain(orders) == 250)
            #expect(try await desk.outbox() == ["notifier|work|application/cloudevents+json|250|250"])
            #expect(try await desk.letters() == ["replaying 250"])
            #expect(try await !desk.isFinished(id))
            try await desk.publish()
            #expect(try await orders.next()?.settled == 250)
            #expect(try await desk.letters() == ["replayed 250"])
            #expect(try await desk.isFinished(id))
            #expect(try await orders.next() == nil)
            #expect(try await orders.untilNext() == nil)
        }
    }

    @Test func whatThePublisherKnowsIsWrittenDownAndEndsTheOrder() async throws {
        try await withDesk { desk in
            try await desk.addLetters(5)
            let id = try await desk.order()
            let orders = ReplayOrders(database: desk.client, batchSize: 3)
            let first = try #require(try await orders.next())
            let last = try #require(try await orders.next())
            #expect(first.rows.count == 3 && last.rows.count == 2)

            let (refused, taken) = (first.rows[0].id, first.rows.dropFirst().map(\.id))
            try await desk.leaveOutbox(taken + last.rows.map(\.id))
            #expect(try await orders.settle(first, published: Set(taken)) == 2)
            #expect(try await desk.letters() == ["replayed 2", "replaying 3"])
            #expect(try await orders.settle(last, published: Set(last.rows.map(\.id))) == 2)
            #expect(try await desk.letters() == ["replayed 4", "replaying 1"])
            #expect(try await !desk.isFinished(id), "the broker has refused one, which the relay goes on with")

            try await desk.leaveOutbox([refused])
            try await desk.database.run(sql: "update dead_letter_keeper.selection set due_at = now()")
            #expect(try await orders.next()?.settled == 1)
            #expect(try await desk.isFinished(id))
        }
    }

    @Test func anOrderEndsWithTheConfirmOfItsLastBatch() async throws {
        try await withDesk { desk in
            try await desk.addLetters(2)
            let id = try await desk.order()
            let orders = ReplayOrders(database: desk.client, batchSize: 3)
            let batch = try #require(try await orders.next())
            #expect(try await !desk.isFinished(id))
            try await desk.leaveOutbox(batch.rows.map(\.id))
            #expect(try await orders.settle(batch, published: Set(batch.rows.map(\.id))) == 2)
            #expect(try await desk.isFinished(id))
        }
    }

    @Test func aLetterThatWasMovedMeanwhileIsNotMovedBack() async throws {
        try await withDesk { desk in
            try await desk.addLetters(1)
            _ = try await desk.order()
            let orders = ReplayOrders(database: desk.client)
            let batch = try #require(try await orders.next())
            try await desk.database.run(sql: "update dead_letter_keeper.letter set state = 'discarded'")
            try await orders.settle(batch, published: Set(batch.rows.map(\.id)))
            #expect(try await desk.letters() == ["discarded 1"])
        }
    }

    @Test func anyNumberOfInstancesMoveALetterOnce() async throws {
        try await withDesk { desk in
            try await desk.addLetters(300)
            let ids = [try await desk.order(), try await desk.order()]
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await drain(ReplayOrders(database: desk.client, batchSize: 7)) }
                }
                let moved = try await group.reduce(0, +)
                #expect(moved <= 300)
            }
            try await desk.database.run(sql: "update dead_letter_keeper.selection set due_at = now()")
            try await drain(ReplayOrders(database: desk.client))
            #expect(try await desk.outbox() == ["notifier|work|application/cloudevents+json|300|300"])
            for _ in 0..<2 {
                try await desk.publish()
                try await drain(ReplayOrders(database: desk.client))
            }
            for id in ids { #expect(try await desk.isFinished(id)) }
            #expect(try await desk.letters() == ["replayed 300"])
        }
    }

    @Test func aRateIsKeptByTheRows() async throws {
        try await withDesk { desk in
            try await desk.addLetters(10)
            _ = try await desk.order(rate: "20")
            let orders = ReplayOrders(database: desk.client)
            let due = "select extract(epoch from due_at) from dead_letter_keeper.selection"
            let before = Double(try await desk.database.run(sql: due).first ?? "") ?? 0
            #expect(try await orders.next()?.rows.count == 2, "a tenth of a second's worth")
            let after = Double(try await desk.database.run(sql: due).first ?? "") ?? 0
            let now = Double(try await desk.database.run(sql: "select extract(epoch from now())").first ?? "") ?? 0
            #expect(after > before + 0.099, "the next batch is due two letters later, whatever this one took")
            #expect(after < now + 0.101, "and one that comes late makes up for a second at most")
        }
    }

    @Test func aBrokerThatIsAwayDoesNotFillTheOutbox() async throws {
        try await withDesk { desk in
            try await desk.addLetters(12)
            _ = try await desk.order()
            let orders = ReplayOrders(database: desk.client, batchSize: 4, inFlight: 5)
            #expect(try await drain(orders) == 5)
            try await desk.publish()
            #expect(try await drain(orders) == 5)
            try await desk.publish()
            #expect(try await drain(orders) == 2)
        }
    }

    @Test func whatACommandOfTheReleaseBeforeCarriesOutIsItsOwn() async throws {
        try await withDesk { desk in
            try await desk.addLetters(3)
            _ = try await desk.order(due: "null")
            let orders = ReplayOrders(database: desk.client)
            #expect(try await orders.next() == nil)
            #expect(try await orders.untilNext() == nil)
        }
    }

    @Test func lettersThatCannotGoStayAndHoldUpNobody() async throws {
        try await withDesk { desk in
            try await desk.addLetters(2)
            try await desk.addLetters(1, body: "no JSON")
            let id = try await desk.order(criteria: #"{"as_new": true}"#)
            try await desk.database.run(
                sql: """
                    update dead_letter_keeper.letter set state = 'discarded'
                     where id = (select id from dead_letter_keeper.letter where body = '{}' limit 1)
                    """)
            try await drain(ReplayOrders(database: desk.client))
            #expect(try await desk.selected(id) == ["failed 1", "published 1", "skipped 1"])
            #expect(try await desk.letters() == ["discarded 1", "replaying 1", "waiting 1"])
        }
    }
}
