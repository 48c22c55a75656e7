public import FoundationEssentials
import Incident
import IncidentStore
import Postgres

extension SenderAlerts {
    /// A note about an alert.
    public struct Note: Sendable, Hashable {
        /// UUIDv7, in the order in which they were written.
        public let id: UUID
        /// Who wrote it, as its sender says.
        public let author: String
        /// What they wrote.
        public let text: String
        /// When it was stored.
        public let at: Date
    }

    /// Which alerts a list is of.
    public struct Selection: Sendable, Hashable {
        /// Those that are over, or those that are not; `nil` for both.
        public var isResolved: Bool?
        /// Those with this key; `nil` for any.
        public var key: String?

        /// All alerts, unless something is said.
        public init(isResolved: Bool? = nil, key: String? = nil) {
            self.isResolved = isResolved
            self.key = key
        }
    }

    /// Alerts of a source.
    /// - Parameters:
    ///   - isNewestFirst: their order, by when they were said first.
    ///   - offset: how many to pass over, at most 20,000.
    ///   - limit: how many at most.
    /// - Throws: `PostgresError`.
    public func list(
        _ selection: Selection, of source: String, isNewestFirst: Bool, offset: Int, limit: Int
    ) async throws -> [Alert] {
        // The order is a part of the text: a statement for each.
        let rows = try await database.query(
            Statement(
                isNewestFirst ? Self.newestFirst : Self.oldestFirst,
                [
                    .text(source), .init(selection.isResolved), .init(selection.key.map { AlertText.key($0) }),
                    .int(offset), .int(limit),
                ]))
        return try rows.map { row in try Alert(row) }
    }

    /// The notes about an alert.
    /// - Parameters:
    ///   - isNewestFirst: their order.
    ///   - after: the last one of the page before; `nil` for the first page.
    ///   - limit: how many at most.
    /// - Throws: `PostgresError`.
    public func notes(about alert: UUID, isNewestFirst: Bool, after: UUID?, limit: Int) async throws -> [Note] {
        let rows = try await database.query(
            Statement(
                """
                select id, author, text, at from core.alert_note
                where alert_id = $1 and ($2::uuid is null or case when $3 then id < $2 else id > $2 end)
                order by case when $3 then id end desc, id
                limit $4
                """, [.uuid(alert), .init(after), .bool(isNewestFirst), .int(limit)]))
        return try rows.map { row in
            Note(
                id: try row.decode("id"), author: try row.decode("author"), text: try row.decode("text"),
                at: try row.decode("at"))
        }
    }

    private static let newestFirst: SQL =
        """
        select id, dedup_key, status, severity, title, description, count, first_at, last_at from core.alert
        where source = $1 and ($2::bool is null or (status = 'resolved') = $2) and ($3::text is null or dedup_key = $3)
        order by id desc offset $4 limit $5
        """
    private static let oldestFirst: SQL =
        """
        select id, dedup_key, status, severity, title, description, count, first_at, last_at from core.alert
        where source = $1 and ($2::bool is null or (status = 'resolved') = $2) and ($3::text is null or dedup_key = $3)
        order by id offset $4 limit $5
        """
}
