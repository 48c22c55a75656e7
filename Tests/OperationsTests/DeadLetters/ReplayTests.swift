import Foundation
import JSON
import Postgres
import TestServers
import Testing

@testable import Operations

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct ReplayTests {
    private func addLetters(_ count: Int, _ database: TestDatabase, group: String = "g") async throws {
        try await database.run(
            sql: """
                insert into dead_letter_keeper.letter (id, worker, message_id, message_type, "group", place, error_code,
                                                       error_detail, attempts, properties, body, body_digest)
                select core.uuid_v7(), 'notifier', core.uuid_v7()::text, 'muster.incident.opened.v1', '\(group)', 'send',
                       'boom', 'it broke', 5, '{}', '{}', sha256('{}') from generate_series(1, \(count));
                """)
    }

    private func selection(_ say: (inout DeadLetterSelection) -> Void = { $0.all = true }) -> DeadLetterSelection {
        var selection = DeadLetterSelection()
        say(&selection)
        return selection
    }

    private func states(_ database: TestDatabase) async throws -> [String] {
        try await database.run(
            sql: "select state || ' ' || count(*) from dead_letter_keeper.letter group by state order by state")
    }

    @Test func aSelectionGoesOutOnceAndIsAudited() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(250, database)
            try await addLetters(3, database, group: "other")
            let action = LetterAction(client: client, actor: "somebody")
            let id = try await action.store(.replay, selection { $0.group = "g" }, rate: nil)
            let replay = Replay(client: client, selection: id, rate: nil, asNew: false)
            try await replay.run()
            #expect(try await states(database) == ["replaying 250", "waiting 3"])
            #expect(try await replay.settle(within: .zero) == 250)
            let rows = try await database.run(
                sql:
                    "select exchange, routing_key, count(distinct message_id) from dead_letter_keeper.outbox group by 1, 2"
            )
            #expect(rows == ["notifier|work|250"])
            try await database.run(sql: "update dead_letter_keeper.outbox set published_at = now()")
            #expect(try await replay.settle(within: .zero) == 0)
            #expect(try await states(database) == ["replayed 250", "waiting 3"])
            let report = try await action.report(id)
            #expect(report.selected == 250)
            #expect(report.published == 250)
            #expect(
                try await database.run(sql: "select actor || ' ' || action from core.audit")
                    == ["somebody dead-letters.replay"])
        }
    }

    @Test func aReplayThatWasKilledGoesOnWhereItWas() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(30, database)
            let action = LetterAction(client: client, actor: "somebody")
            let id = try await action.store(.replay, selection(), rate: 1)
            let batches = AsyncStream<Int>.makeStream()
            let killed = Task {
                let replay = Replay(client: client, selection: id, rate: 1, asNew: false)
                try await replay.run { batches.continuation.yield($0) }
            }
            for await _ in batches.stream { break }
            killed.cancel()
            _ = await killed.result
            let before = try await action.report(id).published
            #expect(before > 0)
            #expect(before < 30)
            let unfinished = try await Replay.unfinished(client)
            #expect(unfinished.map(\.selection) == [id])
            #expect(unfinished.first?.rate == 1)
            for replay in unfinished { try await replay.run() }
            #expect(
                try await database.run(
                    sql: "select count(*), count(distinct message_id) from dead_letter_keeper.outbox")
                    == ["30|30"])
            try await database.run(sql: "update dead_letter_keeper.outbox set published_at = now()")
            for replay in unfinished { _ = try await replay.settle(within: .zero) }
            #expect(try await Replay.unfinished(client).isEmpty)
        }
    }

    @Test func twoReplaysOfTheSameLettersPublishEachOnce() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(300, database)
            let action = LetterAction(client: client, actor: "somebody")
            let ids = [
                try await action.store(.replay, selection(), rate: nil),
                try await action.store(.replay, selection(), rate: nil),
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask { try await Replay(client: client, selection: id, rate: nil, asNew: false).run() }
                }
                try await group.waitForAll()
            }
            for replay in try await Replay.unfinished(client) { try await replay.run() }
            #expect(
                try await database.run(
                    sql: "select count(*), count(distinct message_id) from dead_letter_keeper.outbox")
                    == ["300|300"])
        }
    }

    @Test func discardedLettersCanBeTakenBack() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(2, database)
            let action = LetterAction(client: client, actor: "somebody")
            #expect(try await action.perform(.discard, selection(), dryRun: true).selected == 2)
            #expect(try await states(database) == ["waiting 2"])
            #expect(try await action.perform(.discard, selection(), dryRun: false).published == 2)
            #expect(try await states(database) == ["discarded 2"])
            #expect(try await action.perform(.restore, selection(), dryRun: false).published == 2)
            #expect(try await states(database) == ["waiting 2"])
        }
    }

    @Test func groupsCountWhatWaits() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(5, database)
            try await addLetters(2, database, group: "other")
            let groups = try await DeadLetterStore(client: client).groups()
            #expect(groups.map(\.id) == ["g", "other"])
            #expect(groups.map(\.count) == [5, 2])
            let sample = try await DeadLetterStore(client: client).letter(groups[0].sample)
            #expect(sample?.letter.errorCode == "boom")
            #expect(
                try await DeadLetterStore(client: client).list(selection { $0.error = "boom" }, state: nil, limit: 3)
                    .count
                    == 3)
        }
    }
}
