import HTTPKit
import Digests
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Postgres

/// An idempotency key of a request: whoever sends the same request again under the same key gets the first answer.
struct Idempotency: Sendable, Hashable {
    /// Whose key it is: keys of others are others.
    var principal: String
    var key: String
    /// SHA-256 of method, path and body.
    var fingerprint: [UInt8]

    init(principal: String, key: String, fingerprint: [UInt8]) {
        self.principal = principal
        self.key = key
        self.fingerprint = fingerprint
    }

    /// The key of a request; `nil` when it has none.
    /// - Throws: ``Problem`` 400 for a key that cannot be used.
    init?(_ request: Request, principal: String, body: [UInt8]) throws {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) || $0 == 0x20 })
        else { throw Problem(.badRequest, "Idempotency-Key must be 1 to 255 printable characters of ASCII") }
        self.principal = principal
        self.key = key
        fingerprint = sha256(Array("\(request.method.rawValue) \(request.uri.path)\n".utf8) + body)
    }

    /// What makes others with the same key wait until this transaction ends.
    var lock: Int64 { AdvisoryLock.key("idempotency", principal, key) }
}

/// An answer as it was given and kept.
struct StoredAnswer: Sendable, Hashable {
    var status: Int
    var body: [UInt8]
    /// Whether it is the answer of an earlier request.
    var isReplay = false
}

/// The statements around idempotency keys.
enum IdempotencyRows {
    /// Reads what is kept of the keys. It must run after the keys are locked, as a statement of its own, so that it sees
    /// what the holder of the lock committed.
    static func find(_ keys: [Idempotency]) -> Statement {
        Statement(
            """
            select i.principal, i.key, i.fingerprint, i.status, i.body
            from unnest($1::text[], $2::text[]) as k (principal, key)
            join core.idempotency i on i.principal = k.principal and i.key = k.key
            """, [.textArray(keys.map(\.principal)), .textArray(keys.map(\.key))])
    }

    /// What is kept, by principal and key: the key with its fingerprint, and the answer.
    static func kept(_ rows: PostgresResult) throws -> [(Idempotency, StoredAnswer)] {
        try rows.map { row in
            (
                Idempotency(
                    principal: try row.decode("principal"), key: try row.decode("key"),
                    fingerprint: try row.decode("fingerprint")),
                StoredAnswer(status: try row.decode("status"), body: try row.decode("body"), isReplay: true)
            )
        }
    }

    /// Keeps answers.
    static func keep(_ answers: [(Idempotency, StoredAnswer)]) -> Statement {
        Statement(
            """
            insert into core.idempotency (principal, key, fingerprint, status, body)
            select * from unnest($1::text[], $2::text[], $3::bytea[], $4::int4[], $5::bytea[])
            """,
            [
                .textArray(answers.map(\.0.principal)), .textArray(answers.map(\.0.key)),
                .byteaArray(answers.map(\.0.fingerprint)), .int4Array(answers.map { Int32($0.1.status) }),
                .byteaArray(answers.map(\.1.body)),
            ])
    }
}

extension Problem {
    /// The same key with another request.
    static let keyReused = Problem(
        .unprocessableContent, "this Idempotency-Key was used with another request; use a new one for a new request")
}
