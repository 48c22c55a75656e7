import Encodings
import FoundationEssentials
import Postgres
import TestServers
import Testing

@testable import Operations

/// Without a dead-letter-keeper: the test does to the rows what it would.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct ReplaysTests {
    private static let all = {
        var selection = DeadLetterSelection()
        selection.all = true
        return selection
    }()

    private func withLetters(
        _ count: Int, _ body: (TestDatabase, Replays) async throws -> Void
    ) async throws {
        try await MigratedDatabase.with { database, client in
            try await database.run(
                sql: """
                    insert into dead_letter_keeper.letter (id, worker, message_id, message_type, "group", place,
                        error_code, error_detail, attempts, properties, body, body_digest)
                    select core.uuid_v7(), 'notifier', core.uuid_v7()::text, 'muster.incident.opened.v1', 'g', 'send',
                        'boom', 'it broke', 5, '{}', '{}', sha256('{}') from generate_series(1, \(count));
                    """)
            try await body(database, Replays(client: client, actor: "somebody"))
        }
    }

    @Test func anOrderIsStoredWithItsLettersAndAudited() async throws {
        try await withLetters(3) { database, replays in
            let id = try await replays.order(Self.all, rate: 5, asNew: true)
            let progress = try #require(try await replays.progress(id))
            #expect(progress.waiting == 3)
            #expect(progress.report.selected == 3)
            #expect(progress.report.rate == 5)
            #expect(!progress.isFinished)
            #expect(
                try await database.run(
                    sql: "select due_at is not null, criteria->>'as_new' from dead_letter_keeper.selection")
                    == ["t|true"])
            #expect(
                try await database.run(sql: "select actor || ' ' || action from core.audit")
                    == ["somebody dead-letters.replay"])
        }
    }

    @Test func aWatchEndsWithTheOrder() async throws {
        try await withLetters(3) { database, replays in
            let id = try await replays.order(Self.all, rate: nil, asNew: false)
            try await database.run(
                sql: """
                    update dead_letter_keeper.selected_letter set state = 'published';
                    update dead_letter_keeper.selection set finished_at = now();
                    """)
            guard case .finished(let progress) = try await replays.watch(id, patience: .seconds(60)) else {
                Issue.record("it is finished")
                return
            }
            #expect(progress.report.published == 3)
        }
    }

    @Test func withoutAKeeperAWatchSaysSoAndTheOrderStays() async throws {
        try await withLetters(3) { _, replays in
            let id = try await replays.order(Self.all, rate: nil, asNew: false)
            guard case .stalled(let progress, false) = try await replays.watch(id, patience: .zero) else {
                Issue.record("nobody carries it out")
                return
            }
            #expect(progress.waiting == 3)
            #expect(try await replays.unfinished() == [id])
        }
    }

    @Test func aStoppedOrderLeavesTheRestWaiting() async throws {
        try await withLetters(3) { database, replays in
            let id = try await replays.order(Self.all, rate: nil, asNew: false)
            #expect(try await replays.stop(id))
            #expect(try await replays.progress(id)?.report.skipped == 3)
            #expect(
                try await database.run(sql: "select distinct state from dead_letter_keeper.letter") == ["waiting"])
            #expect(try await !replays.stop(UUID.v7()))
            try await database.run(sql: "update dead_letter_keeper.selection set finished_at = now()")
            #expect(try await !replays.stop(id))
        }
    }

    /// The release before moved letters itself, and ended its selections before they had left the outbox.
    @Test func whatTheReleaseBeforeLeftOffBecomesAnOrder() async throws {
        try await withLetters(2) { database, replays in
            let half = try await replays.order(Self.all, rate: nil, asNew: false)
            try await database.run(
                sql: """
                    update dead_letter_keeper.selected_letter set state = 'published';
                    update dead_letter_keeper.letter set state = 'replaying';
                    update dead_letter_keeper.selection set due_at = null, finished_at = now();
                    """)
            #expect(try await replays.unfinished() == [half])
            #expect(
                try await database.run(
                    sql: "select due_at is not null, finished_at is null from dead_letter_keeper.selection") == ["t|t"])
            try await database.run(
                sql: """
                    update dead_letter_keeper.letter set state = 'replayed';
                    update dead_letter_keeper.selection set due_at = null, finished_at = now();
                    """)
            #expect(try await replays.unfinished().isEmpty)
        }
    }
}
