import Foundation
import JSON
import LetterStore
import Postgres
import TestServers
import Testing

@testable import Operations

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct LetterActionTests {
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

    @Test func groupsFollowWhatBecomesOfLetters() async throws {
        try await MigratedDatabase.with { database, client in
            try await addLetters(3, database)
            try await addLetters(2, database, group: "other")
            let store = DeadLetterStore(client: client)
            let action = LetterAction(client: client, actor: "somebody")
            _ = try await action.perform(.discard, selection { $0.group = "g" }, dryRun: false)
            #expect(try await store.groups().map(\.id) == ["other"])
            try await database.run(
                sql: "update dead_letter_keeper.letter set state = 'replaying' where \"group\" = 'other'")
            #expect(try await store.groups().isEmpty)
            try await database.run(
                sql: "update dead_letter_keeper.letter set state = 'replayed' where state = 'replaying'")
            _ = try await action.perform(.restore, selection { $0.group = "g" }, dryRun: false)
            #expect(try await store.groups().map(\.count) == [3])
        }
    }
}
