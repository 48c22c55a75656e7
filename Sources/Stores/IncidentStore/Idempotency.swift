public import Postgres

/// An idempotency key of a request: whoever sends the same request again under the same key gets the first answer.
public struct Idempotency: Sendable, Hashable {
    /// Whose key it is: keys of others are others.
    public var principal: String
    /// What the sender chose, 1 to 255 characters.
    public var key: String
    /// SHA-256 of method, path and body.
    public var fingerprint: [UInt8]

    /// What whoever uses a key again for another request is told.
    public static let reused = "this Idempotency-Key was used with another request; use a new one for a new request"

    /// - Parameter fingerprint: SHA-256 of all that makes the request what it is.
    public init(principal: String, key: String, fingerprint: [UInt8]) {
        self.principal = principal
        self.key = key
        self.fingerprint = fingerprint
    }

    /// What makes others with the same key wait until this transaction ends.
    public var lock: Int64 { AdvisoryLock.key("idempotency", principal, key) }
}

/// An answer as it was given and kept.
public struct StoredAnswer: Sendable, Hashable {
    /// What the door answered with: a status of HTTP.
    public var status: Int
    /// The bytes as they were sent.
    public var body: [UInt8]
    /// Whether it is the answer of an earlier request.
    public var isReplay = false

    /// - Parameters:
    ///   - status: of HTTP, 200 to 299: only what succeeded is kept.
    ///   - isReplay: whether it is the answer of an earlier request.
    public init(status: Int, body: [UInt8], isReplay: Bool = false) {
        self.status = status
        self.body = body
        self.isReplay = isReplay
    }
}

/// The statements around idempotency keys.
public enum IdempotencyRows {
    /// Reads what is kept of the keys. It must run after the keys are locked, as a statement of its own, so that it sees
    /// what the holder of the lock committed.
    public static func find(_ keys: [Idempotency]) -> Statement {
        Statement(
            """
            select i.principal, i.key, i.fingerprint, i.status, i.body
            from unnest($1::text[], $2::text[]) as k (principal, key)
            join core.idempotency i on i.principal = k.principal and i.key = k.key
            """, [.textArray(keys.map(\.principal)), .textArray(keys.map(\.key))])
    }

    /// What is kept, by principal and key: the key with its fingerprint, and the answer.
    public static func kept(_ rows: PostgresResult) throws -> [(Idempotency, StoredAnswer)] {
        try rows.map { row in
            (
                Idempotency(
                    principal: try row.decode("principal"), key: try row.decode("key"),
                    fingerprint: try row.decode("fingerprint")),
                StoredAnswer(status: try row.decode("status"), body: try row.decode("body"), isReplay: true)
            )
        }
    }

    /// What is known of a key, which is locked to the transaction's end.
    public enum Earlier: Sendable, Hashable {
        /// It was answered before.
        case answered(StoredAnswer)
        /// Another request had it.
        case keyReused
    }

    /// What an earlier request with this key came to; `nil` when there was none, or the request has no key.
    public static func earlier(_ key: Idempotency?, in transaction: some Querying) async throws -> Earlier? {
        guard let key else { return nil }
        let results = try await transaction.pipeline([AdvisoryLock.take([key.lock]), find([key])])
        guard let (known, answer) = try kept(results[1]).first else { return nil }
        return known.fingerprint == key.fingerprint ? .answered(answer) : .keyReused
    }

    /// Keeps answers.
    public static func keep(_ answers: [(Idempotency, StoredAnswer)]) -> Statement {
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
