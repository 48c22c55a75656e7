import Encodings
public import FoundationEssentials
public import JSON
public import Postgres
public import Silencing

/// A row of `core.silence`.
public struct SilenceRecord: Sendable, Hashable, JSONEncodable {
    /// Where a silence stands.
    public enum State: String, Sendable, CaseIterable {
        /// It has not begun.
        case pending
        /// It holds alerts back.
        case active
        /// It is over.
        case expired
    }

    /// What is kept quiet, when, why, and by whom.
    public var silence: Silence
    /// Where it stood when it was read, by the database's clock.
    public var state: State
    /// How many alerts it holds back, or was the last to hold back.
    public var matched: Int
    /// The name of the key that made it.
    public var createdBy: String
    /// When it was made.
    public var createdAt: Date
    /// The name of the key that ended it early; `nil` when nobody did.
    public var expiredBy: String?

    /// Reads a row of one of ``Silences``' statements.
    /// - Throws: `PostgresError`, or ``MatcherError`` for matchers that this release cannot read.
    public init(_ row: PostgresRow) throws {
        silence = try Silence(row)
        state = try row.enumeration("state")
        matched = try row.decode("matched")
        createdBy = try row.decode("created_by")
        createdAt = try row.decode("created_at")
        expiredBy = try row.decode("expired_by")
    }

    /// The silence for callers.
    public var json: JSON {
        [
            "id": silence.id.json, "matchers": .array(silence.matchers.map(\.json)), "from": silence.from.json,
            "until": silence.until.json, "reason": .string(silence.reason), "author": .string(silence.author),
            "state": .string(state.rawValue), "matched": .int(matched), "created_by": .string(createdBy),
            "created_at": createdAt.json, "expired_by": .optional(expiredBy),
        ]
    }
}

extension Silence {
    /// Reads `id`, `matchers`, `starts_at`, `ends_at`, `reason` and `author`.
    /// - Throws: `PostgresError`, or ``MatcherError`` for matchers that this release cannot read.
    public init(_ row: PostgresRow) throws {
        let matchers = try JSON.parse(row.decode("matchers", as: String.self)).arrayValue ?? []
        self.init(
            id: try row.decode("id"), matchers: try matchers.map { try LabelMatcher(JSONReader($0)) },
            from: try row.decode("starts_at"), until: try row.decode("ends_at"), reason: try row.decode("reason"),
            author: try row.decode("author"))
    }
}

extension LabelMatcher {
    /// Reads `name`, `value`, `is_regex` (false) and `is_equal` (true), as Alertmanager's API has them.
    /// - Throws: `JSONDecodingError` for a member that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(only: "name", "value", "is_regex", "is_equal")
        let operation = Operation(
            isRegularExpression: try reader.optionalBool("is_regex") ?? false,
            isPositive: try reader.optionalBool("is_equal") ?? true)
        do {
            try self.init(
                try reader.string("name", length: 1...LabelMatcher.longestName), operation,
                try reader.string("value", length: 0...LabelMatcher.longestValue))
        } catch let error as MatcherError {
            throw reader.error(expected: "a matcher", found: "\(error)")
        }
    }

    /// `name`, `value`, `is_regex`, `is_equal`.
    public var json: JSON {
        [
            "name": .string(name), "value": .string(value), "is_regex": .bool(operation.isRegularExpression),
            "is_equal": .bool(operation.isPositive),
        ]
    }
}
