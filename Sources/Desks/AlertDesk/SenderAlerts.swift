public import FoundationEssentials
public import Incident
import IncidentStore
public import Postgres

/// Alerts as their own sender may ask for them: none of another source.
public struct SenderAlerts: Sendable {
    /// How a sender names an alert.
    public enum Name: Sendable, Hashable {
        /// By the id that Muster gave it.
        case id(UUID)
        /// By its number (``TinyID``): the ids that it can have.
        case tiny(ClosedRange<UUID>)
        /// By its key.
        case key(String)
    }

    /// What a sender is told of an alert.
    public struct Alert: Sendable, Hashable {
        /// What Muster calls it.
        public let id: UUID
        /// What its sender calls it.
        public let dedupKey: String
        /// Where it stands.
        public let status: AlertStatus
        /// How bad it is.
        public let severity: AlertSeverity
        /// One line.
        public let title: String
        /// Any number of lines.
        public let description: String
        /// How often it was said.
        public let count: Int
        /// When it was said first.
        public let firstAt: Date
        /// When it was said last, or otherwise changed.
        public let lastAt: Date

        init(_ row: PostgresRow) throws(PostgresError) {
            id = try row.decode("id")
            dedupKey = try row.decode("dedup_key")
            status = try row.enumeration("status")
            severity = try row.enumeration("severity")
            title = try row.decode("title")
            description = try row.decode("description")
            count = try row.decode("count")
            firstAt = try row.decode("first_at")
            lastAt = try row.decode("last_at")
        }
    }

    let database: PostgresClient

    /// - Parameter database: where alerts are.
    public init(database: PostgresClient) { self.database = database }

    /// The newest alert of this name; `nil` when the source has none.
    /// - Throws: `PostgresError`.
    public func find(_ name: Name, of source: String) async throws -> Alert? {
        try await database.query(Self.statement(name, source)).first.map { row in try Alert(row) }
    }

    /// The key of the alert of this name; `nil` when the source has none.
    /// - Throws: `PostgresError`.
    public func key(of name: Name, of source: String) async throws -> String? {
        if case .key(let key) = name { return key }
        return try await find(name, of: source)?.dedupKey
    }

    private static func statement(_ name: Name, _ source: String) -> Statement {
        let ids: ClosedRange<UUID>
        switch name {
        case .id(let id): ids = id...id
        case .tiny(let range): ids = range
        case .key(let key):
            return Statement(
                """
                select id, dedup_key, status, severity, title, description, count, first_at, last_at from core.alert
                where source = $1 and dedup_key = $2 order by id desc limit 1
                """, [.text(source), .text(AlertText.key(key))])
        }
        return Statement(
            """
            select id, dedup_key, status, severity, title, description, count, first_at, last_at from core.alert
            where id between $2 and $3 and source = $1 order by id desc limit 1
            """, [.text(source), .uuid(ids.lowerBound), .uuid(ids.upperBound)])
    }
}
