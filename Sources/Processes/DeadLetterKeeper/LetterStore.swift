import FoundationEssentials
import JSON
import Postgres

/// The letters as rows.
struct LetterStore: Sendable {
    let database: PostgresClient

    /// Stores letters in one statement; those that are there already are left alone.
    func keep(_ letters: [Letter]) async throws {
        _ = try await database.query(
            """
            insert into letter (id, worker, message_id, message_type, incident, "group", place, error_code,
                error_detail, attempts, first_failed_at, properties, body, body_digest)
            select *, sha256(body) from unnest(
                $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::int4[], $11::timestamptz[], $12::jsonb[], $13::bytea[]) as new (
                id, worker, message_id, message_type, incident, "group", place, error_code, error_detail, attempts,
                first_failed_at, properties, body)
            on conflict (id) do nothing
            """,
            [
                .uuidArray(letters.map(\.id)), .textArray(letters.map(\.worker)), .textArray(letters.map(\.messageID)),
                .textArray(letters.map(\.messageType)), .textArray(letters.map(\.incident)),
                .textArray(letters.map(\.group)), .textArray(letters.map(\.place)),
                .textArray(letters.map(\.errorCode)), .textArray(letters.map(\.errorDetail)),
                .int4Array(letters.map { Int32(clamping: $0.attempts) }),
                .timestamptzArray(letters.map(\.firstFailedAt)), .jsonTextArray(letters.map { $0.properties.text() }),
                .byteaArray(letters.map(\.body)),
            ])
    }

    /// Waits until the database answers.
    func waitUntilReachable() async {
        while !Task.isCancelled {
            if (try? await database.query("select 1 as one")) != nil { return }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
