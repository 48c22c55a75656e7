public import FoundationEssentials
public import Incident
public import Postgres

/// Passes the alerts of one incident on to another, with the groups by which later ones find it. Whoever takes alerts locks the same
/// rows in the same order: groups, open alerts, routes, incidents. So none is added to an incident while its alerts pass on.
public struct AlertPassage: Sendable, Hashable {
    /// Where the alerts are.
    public var holders: [UUID]
    /// Only those that were of one of these before; `nil` for all.
    public var origins: [UUID]?

    /// - Parameters:
    ///   - holders: where the alerts are.
    ///   - origins: only those that were of one of these before; `nil` for all.
    public init(from holders: [UUID], origins: [UUID]? = nil) {
        self.holders = holders
        self.origins = origins
    }

    /// What a holder has given.
    public struct Given: Sendable, Hashable {
        /// The incident that had them.
        public var incident: UUID
        /// How many.
        public var alerts: Int
        /// How many of these are not resolved.
        public var firing: Int
        /// How bad the worst of those is that are not resolved; `nil` when all are, or the word is of a newer release.
        public var worst: AlertSeverity?

        init(_ row: PostgresRow) throws {
            incident = try row.decode("incident_id")
            alerts = try row.decode("alerts")
            firing = try row.decode("firing")
            worst = try row.decode("worst", as: String?.self).flatMap { AlertSeverity(rawValue: $0) }
        }
    }

    // MARK: Locking

    /// Takes all that decides where alerts go, then the rows of incidents, to the end of the transaction.
    /// - Returns: the incidents with their people and places; `nil` when another alert or group came in before the locks were
    ///   taken: then the transaction is to be begun again.
    public func hold(
        _ incidents: [UUID], for viewer: Viewer, in transaction: some Querying
    ) async throws -> [UUID: IncidentResponse]? {
        let before = try await find(in: transaction)
        _ = try await transaction.pipeline([
            AdvisoryLock.take(before.groups.map { AdvisoryLock.group($0.source, $0.key) }),
            Self.lock(alerts: before.alerts), Self.lock(routes: holders),
        ])
        let held = try await IncidentResponse.hold(incidents, for: viewer, in: transaction)
        let after = try await find(in: transaction)
        let isSame = Set(after.groups).isSubset(of: before.groups) && Set(after.alerts).isSubset(of: before.alerts)
        return isSame ? held : nil
    }

    /// What an alert or a group is told apart by. Their order is that of the locks everywhere.
    private struct Key: Sendable, Hashable, Comparable {
        var source: String
        var key: String

        static func < (left: Key, right: Key) -> Bool {
            left.source == right.source ? left.key < right.key : left.source < right.source
        }
    }

    private func find(in database: some Querying) async throws -> (groups: [Key], alerts: [Key]) {
        let origins: PostgresValue = origins.map { .uuidArray($0) } ?? .null
        let results = try await database.pipeline([
            Statement(
                """
                select source, group_key as key from core.alert_group
                where incident_id = any($1) and ($2::uuid[] is null or merged_from = any($2))
                """, [.uuidArray(holders), origins]),
            Statement(
                """
                select o.source, o.dedup_key as key from core.alert a
                join core.open_alert o on o.source = a.source and o.dedup_key = a.dedup_key and o.alert_id = a.id
                where a.incident_id = any($1) and a.status <> 'resolved'
                    and ($2::uuid[] is null or a.merged_from = any($2))
                """, [.uuidArray(holders), origins]),
        ])
        let keys = try results.map { rows in
            try rows.map { Key(source: try $0.decode("source"), key: try $0.decode("key")) }.sorted()
        }
        return (keys[0], keys[1])
    }

    private static func lock(alerts keys: [Key]) -> Statement {
        Statement(
            """
            select o.alert_id from unnest($1::text[], $2::text[]) with ordinality as k (source, dedup_key, place)
            join core.open_alert o on o.source = k.source and o.dedup_key = k.dedup_key
            order by k.place for no key update of o
            """, [.textArray(keys.map(\.source)), .textArray(keys.map(\.key))])
    }

    private static func lock(routes storms: [UUID]) -> Statement {
        Statement(
            "select route from core.route_load where storm_id = any($1) order by route for no key update",
            [.uuidArray(storms)])
    }

    // MARK: Passing on

    /// Gives what fires in an incident to another, which is held, too. What is over stays where it was.
    public static func pass(
        on incident: UUID, to other: UUID, in transaction: some Querying
    ) async throws -> Given? {
        let results = try await transaction.pipeline([
            Statement(
                """
                with passed as (
                    update core.alert set incident_id = $2, merged_from = coalesce(merged_from, $1)
                    where incident_id = $1 and status <> 'resolved' returning severity
                )
                select $1::uuid as incident_id, count(*)::int4 as alerts, count(*)::int4 as firing,
                    (array_agg(severity order by array_position(array['info', 'warning', 'error', 'critical'], severity) desc))[1]
                        as worst
                from passed having count(*) > 0
                """, [.uuid(incident), .uuid(other)]),
            Statement(
                """
                update core.alert_group set incident_id = $2, merged_from = coalesce(merged_from, $1)
                where incident_id = $1
                """, [.uuid(incident), .uuid(other)]),
            Statement(
                "update core.route_load set storm_id = $2 where storm_id = $1", [.uuid(incident), .uuid(other)]),
        ])
        return try results[0].first.map { row in try Given(row) }
    }

    /// Gives an incident back what was its own or of those that were merged into it, wherever it is now.
    /// - Parameter incident: it is held, and so are those that have it.
    /// - Returns: what each of these gives.
    public func giveBack(to incident: UUID, in transaction: some Querying) async throws -> [Given] {
        let binds: [PostgresValue] = [
            .uuid(incident), .uuidArray(holders), .uuidArray(origins ?? []),
        ]
        let results = try await transaction.pipeline([
            Statement(
                """
                with mine as (
                    select id, incident_id, status, severity from core.alert
                    where incident_id = any($2) and merged_from = any($3)
                ), given as (
                    update core.alert a set incident_id = $1, merged_from = nullif(a.merged_from, $1)
                    from mine where a.id = mine.id returning mine.incident_id, mine.status, mine.severity
                )
                select incident_id, count(*)::int4 as alerts, count(*) filter (where status <> 'resolved')::int4 as firing,
                    (array_agg(severity order by array_position(array['info', 'warning', 'error', 'critical'], severity) desc)
                        filter (where status <> 'resolved'))[1] as worst
                from given group by incident_id order by incident_id
                """, binds),
            Statement(
                """
                update core.alert_group set incident_id = $1, merged_from = nullif(merged_from, $1)
                where incident_id = any($2) and merged_from = any($3)
                """, binds),
            Statement(
                """
                update core.route_load l set storm_id = $1 from core.incident i
                where i.id = $1 and l.route = i.storm and l.storm_id = any($2)
                """, [.uuid(incident), .uuidArray(holders)]),
        ])
        return try results[0].map { row in try Given(row) }
    }

    /// Counts what passed on, in the rows of the incidents: one that has something firing is not at rest, and one that has lost its
    /// last one is, and becomes nothing by itself.
    public static func count(_ given: Given, to other: UUID) -> [Statement] {
        [
            Statement(
                """
                update core.incident set alert_count = greatest(alert_count - $2, 0),
                    alerts_rest_at = case when alerts_rest_at is null and $3 > 0 and not exists (
                        select from core.alert a where a.incident_id = $1 and a.status <> 'resolved') then now()
                        else alerts_rest_at end
                where id = $1
                """,
                [.uuid(given.incident), .int4(Int32(clamping: given.alerts)), .int4(Int32(clamping: given.firing))]),
            Statement(
                """
                update core.incident set alert_count = alert_count + $2,
                    alerts_rest_at = case when $3 > 0 then null else alerts_rest_at end,
                    alerts_worst = case when array_position(array['info', 'warning', 'error', 'critical'], $4)
                        > coalesce(array_position(array['info', 'warning', 'error', 'critical'], alerts_worst), 0)
                        then $4 else alerts_worst end
                where id = $1
                """,
                [
                    .uuid(other), .int4(Int32(clamping: given.alerts)), .int4(Int32(clamping: given.firing)),
                    .init(given.worst?.rawValue),
                ]),
        ]
    }
}
