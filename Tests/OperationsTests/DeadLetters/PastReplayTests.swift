import Encodings
import Foundation
import Postgres
import TestServers
import Testing

@testable import Operations

/// A message that was replayed and died again is another letter, which knows of the first one's replay.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct PastReplayTests {
    private func bury(_ message: String, worker: String = "notifier", _ database: TestDatabase) async throws -> UUID {
        let id = UUID.v7()
        try await database.run(
            sql: """
                insert into dead_letter_keeper.letter (id, worker, message_id, message_type, "group", place, error_code,
                    error_detail, attempts, properties, body, body_digest)
                values ('\(id)', '\(worker)', '\(message)', 'muster.incident.opened.v1', 'g', 'send', 'boom',
                    'it broke', 5, '{}', '{}', sha256('{}'))
                """)
        return id
    }

    /// Does to the rows what a dead-letter-keeper would, under `outbox` as the id in its outbox.
    private func replay(_ letter: UUID, as outbox: UUID, by actor: String, at: String, _ database: TestDatabase)
        async throws
    {
        try await database.run(
            sql: """
                with chosen as (
                    insert into dead_letter_keeper.selection (id, action, requested_by, requested_at, criteria, due_at)
                    values (core.uuid_v7(), 'replay', '\(actor)', '\(at)', '{}', now()) returning id)
                insert into dead_letter_keeper.selected_letter (selection_id, letter_id, state, outbox_id)
                select id, '\(letter)', 'published', '\(outbox)' from chosen;
                update dead_letter_keeper.letter set state = 'replayed' where id = '\(letter)';
                """)
    }

    @Test func theSameMessageIsRecognisedByItsId() async throws {
        try await MigratedDatabase.with { database, client in
            let message = UUIDText.string(from: UUID.v7())
            let store = DeadLetterStore(client: client)
            let first = try await bury(message, database)
            #expect(try await store.replays(of: first).isEmpty)
            try await replay(first, as: UUID.v7(), by: "ada", at: "2026-03-01T10:00:00Z", database)
            let second = try await bury(message, database)
            let other = try await bury(message, worker: "resource-creator", database)
            #expect(try await store.replays(of: second).map(\.letter) == [first])
            #expect(try await store.replays(of: second).map(\.by) == ["ada"])
            try await replay(second, as: UUID.v7(), by: "grace", at: "2026-03-02T10:00:00Z", database)
            let third = try await bury(message, database)
            #expect(try await store.replays(of: third).map(\.letter) == [first, second])
            #expect(try await store.replays(of: other).isEmpty, "another worker's letter is another story")
        }
    }

    @Test func aMessageWithANewIdIsRecognisedByTheOutbox() async throws {
        try await MigratedDatabase.with { database, client in
            let first = try await bury(UUIDText.string(from: UUID.v7()), database)
            let (outbox, new) = (UUID.v7(), UUID.v7())
            try await replay(first, as: outbox, by: "ada", at: "2026-03-01T10:00:00Z", database)
            try await database.run(
                sql: """
                    insert into dead_letter_keeper.outbox (id, message_id, exchange, routing_key, type, body)
                    values ('\(outbox)', '\(new)', 'notifier', 'work', 'muster.incident.opened.v1', '{}')
                    """)
            let second = try await bury(UUIDText.string(from: new), database)
            #expect(try await DeadLetterStore(client: client).replays(of: second).map(\.letter) == [first])
        }
    }
}
