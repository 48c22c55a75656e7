public import FoundationEssentials
public import Postgres

/// Finds the incidents of which something changed since a night was computed, a block at a time, all from the snapshot of one
/// transaction.
public struct ChangedIncidents: Sendable {
    /// What keeps what was computed of incidents.
    public enum Table: Sendable {
        /// `nightly.cost`.
        case costs
        /// `nightly.incident`.
        case times
    }

    /// An incident of which something changed.
    public struct Found: Sendable, Hashable {
        /// Which.
        public var id: UUID
        /// Of the rows as they are now.
        public var fingerprint: Int64
    }

    /// Incidents of one block: few enough for what is read of them to be small, many enough for a round trip.
    public static let block = 1000

    private let sql: SQL
    private let end: Date
    private let rules: String
    private var last = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    /// How many were looked at.
    public private(set) var seen = 0
    /// Whether all were looked at.
    public private(set) var isAtEnd = false

    /// - Parameters:
    ///   - table: whose incidents they are.
    ///   - end: only what was reported before this is looked at.
    ///   - rules: what it is computed by; what was computed by others counts as changed.
    public init(_ table: Table, reportedBefore end: Date, rules: String) {
        sql = table == .costs ? Self.costs : Self.times
        self.end = end
        self.rules = rules
    }

    /// Those of the next block, in the order of their ids; `nil` after the last one.
    public mutating func next(in database: some Querying) async throws -> [Found]? {
        if isAtEnd { return nil }
        let rows = try await database.query(
            Statement(sql, [.uuid(last), .timestamptz(end), .int(Self.block), .text(rules)]))
        seen += rows.count
        isAtEnd = rows.count < Self.block
        var found: [Found] = []
        for row in rows {
            last = try row.decode("id")
            if try row.decode("is_changed") {
                found.append(Found(id: last, fingerprint: try row.decode("fingerprint")))
            }
        }
        return found
    }

    private static let costs: SQL = """
        select b.id, b.fingerprint, c.incident_id is null or not c.settled or c.rules <> $4
            or c.fingerprint is distinct from b.fingerprint as is_changed
        from (
            select i.id, nightly.fingerprint(i) as fingerprint from core.incident i
            where i.id > $1 and i.reported_at < $2 order by i.id limit $3
        ) b left join nightly.cost c on c.incident_id = b.id order by b.id
        """

    private static let times: SQL = """
        select b.id, b.fingerprint, c.incident_id is null or not c.settled or c.rules <> $4
            or c.fingerprint is distinct from b.fingerprint as is_changed
        from (
            select i.id, nightly.fingerprint(i) as fingerprint from core.incident i
            where i.id > $1 and i.reported_at < $2 order by i.id limit $3
        ) b left join nightly.incident c on c.incident_id = b.id order by b.id
        """
}
