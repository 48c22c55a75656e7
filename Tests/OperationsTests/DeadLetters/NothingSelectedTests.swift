import Encodings
import Foundation
import Postgres
import TestServers
import Testing

@testable import Operations

/// What is answered when letters are asked for that are not there, or that moved on.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct NothingSelectedTests {
    private func withLetters(
        _ count: Int, _ body: (TestDatabase, PostgresClient, [UUID]) async throws -> Void
    ) async throws {
        try await MigratedDatabase.with { database, client in
            let ids = (0..<count).map { _ in UUID.v7() }
            for id in ids {
                try await database.run(
                    sql: """
                        insert into dead_letter_keeper.letter (id, worker, message_id, message_type, "group", place,
                            error_code, error_detail, attempts, incident, properties, body, body_digest)
                        values ('\(id)', 'notifier', core.uuid_v7()::text, 'muster.incident.opened.v1', 'g', 'send',
                            'boom', 'it broke', 5, 'INC-1', '{}', '{}', sha256('{}'))
                        """)
            }
            try await body(database, client, ids)
        }
    }

    private func refusal(
        _ kind: LetterAction.Kind, _ client: PostgresClient, _ say: (inout DeadLetterSelection) -> Void
    ) async throws -> String {
        var selection = DeadLetterSelection()
        say(&selection)
        let action = LetterAction(client: client, actor: "ada")
        let dry = try await #require(throws: OperationsError.self) {
            try await action.preview(kind, selection, rate: nil)
        }
        let error = try await #require(throws: OperationsError.self) { try await action.store(kind, selection) }
        #expect("\(dry)" == "\(error)", "a dry run says the same")
        return "\(error)"
    }

    @Test func everyWayToNameNobodySaysWhatWasAsked() async throws {
        try await withLetters(1) { database, client, _ in
            let unknown = UUID.v7()
            let since = Date(timeIntervalSince1970: 4_000_000_000)
            let cases: [(String, (inout DeadLetterSelection) -> Void)] = [
                ("in the group nosuch", { $0.group = "nosuch" }), ("of the worker nobody", { $0.worker = "nobody" }),
                ("of the type muster.x.v1", { $0.type = "muster.x.v1" }), ("with the error no", { $0.error = "no" }),
                ("of the incident INC-9", { $0.incident = "INC-9" }),
                ("since 2096-10-02T07:06:40.000Z", { $0.since = since }),
                ("with the id \(UUIDText.string(from: unknown))", { $0.ids = [unknown] }),
                ("in the group g, of the worker nobody", { ($0.group, $0.worker) = ("g", "nobody") }),
            ]
            for (words, say) in cases {
                let text = try await refusal(.replay, client, say)
                #expect(
                    text
                        == "There is no dead letter \(words). `muster dead-letters groups` names those that wait.")
            }
            #expect(
                try await database.run(sql: "select count(*) from dead_letter_keeper.selection") == ["0"],
                "nothing is ordered")
        }
    }

    @Test func lettersThatMovedOnSayWhenAndByWhom() async throws {
        try await withLetters(2) { database, client, ids in
            var selection = DeadLetterSelection()
            selection.group = "g"
            _ = try await LetterAction(client: client, actor: "grace").store(.replay, selection)
            try await database.run(
                sql: """
                    update dead_letter_keeper.selection set requested_at = '2026-03-01T10:00:00Z';
                    update dead_letter_keeper.selected_letter set state = 'published';
                    update dead_letter_keeper.letter set state = 'replayed';
                    """)
            let group = try await refusal(.replay, client) { $0.group = "g" }
            #expect(
                group
                    == "There is nothing to replay: 2 letters were replayed at 2026-03-01T10:00:00.000Z by grace.")
            let one = try await refusal(.restore, client) { $0.ids = [ids[0]] }
            #expect(
                one
                    == "There is nothing to restore: 1 letter was replayed at 2026-03-01T10:00:00.000Z by grace.")
        }
    }

    /// Who names letters one by one means all of them.
    @Test func nothingIsDoneWhenSomeOfTheNamedCannotBeTaken() async throws {
        try await withLetters(2) { database, client, ids in
            try await database.run(
                sql: "update dead_letter_keeper.letter set state = 'discarded' where id = '\(ids[0])'")
            let text = try await refusal(.replay, client) { $0.ids = ids + [UUID.v7()] }
            #expect(text.hasPrefix("Nothing was done, for not all of these can be taken: 1 letter was discarded"))
            #expect(text.hasSuffix("; 1 letter waits; 1 id is no letter's."))
        }
    }
}
