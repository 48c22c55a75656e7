import FoundationEssentials
import JSON
package import Postgres

/// Where the dead-letter-keeper puts letters.
package struct LetterShelf: Sendable {
    private let database: PostgresClient

    /// - Parameter database: connections of the keeper's role.
    package init(database: PostgresClient) {
        self.database = database
    }

    /// Stores letters in one statement; those that are there already are left alone.
    package func keep(_ letters: [(letter: DeadLetter, content: LetterContent)]) async throws {
        let rows = letters.map(\.letter)
        _ = try await database.query(
            """
            insert into dead_letter_keeper.letter (id, worker, message_id, message_type, incident, "group", place,
                error_code, error_detail, attempts, first_failed_at, properties, body, body_digest)
            select *, sha256(body) from unnest(
                $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::int4[], $11::timestamptz[], $12::jsonb[], $13::bytea[]) as new (
                id, worker, message_id, message_type, incident, "group", place, error_code, error_detail, attempts,
                first_failed_at, properties, body)
            on conflict (id) do nothing
            """,
            [
                .uuidArray(rows.map(\.id)), .textArray(rows.map(\.worker)), .textArray(rows.map(\.messageID)),
                .textArray(rows.map(\.messageType)), .textArray(rows.map(\.incident)),
                .textArray(rows.map(\.group)), .textArray(rows.map(\.place)),
                .textArray(rows.map(\.errorCode)), .textArray(rows.map(\.errorDetail)),
                .int4Array(rows.map { Int32(clamping: $0.attempts) }),
                .timestamptzArray(rows.map(\.firstFailedAt)),
                .jsonTextArray(letters.map { $0.content.properties.text() }),
                .byteaArray(letters.map(\.content.body)),
            ])
    }

    /// Waits until the database answers.
    package func waitUntilReachable() async {
        while !Task.isCancelled {
            if (try? await database.query("select 1 as one")) != nil { return }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
