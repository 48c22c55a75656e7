import FoundationEssentials
import Organisation
import Postgres

/// The rows of `core.route_load`.
enum RouteLoadRows {
    /// A group, with what says whether it may ask for an incident.
    struct Ask: Sendable, Hashable {
        var route: String
        /// `nil` for an alert that is alone for ever.
        var group: AlertKey?
        var grouping: Grouping
    }

    /// Locks the rows of routes in the order of their names, making those that are not there: of all routes with a group that
    /// has no incident to join, as far as can be seen before. Whoever counts waits for who counts already. Returns
    /// `route` and `asked` of each.
    static func lock(_ asks: [Ask]) -> Statement {
        Statement(
            """
            insert into core.route_load (route)
            select distinct k.route
            from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::bool[])
                as k (route, source, group_key, regroup_window, is_fixed)
            where not exists (
                select from core.alert_group g join core.incident i on i.id = g.incident_id
                where g.source = k.source and g.group_key = k.group_key and i.status <> 'closed'
                    and (case when k.is_fixed then i.reported_at else i.alerts_rest_at end > now()
                        - k.regroup_window * interval '1 second'
                        or not k.is_fixed and i.alerts_rest_at is null))
            order by k.route
            on conflict (route) do update set route = excluded.route
            returning route, asked
            """,
            [
                .textArray(asks.map(\.route)), .textArray(asks.map(\.group?.source)),
                .textArray(asks.map(\.group?.key)),
                .int8Array(asks.map { $0.grouping.regroupWindow.components.seconds }),
                .boolArray(asks.map { $0.grouping.window == .fixed }),
            ])
    }

    /// Locks the rows of these routes, which are there or made.
    static func lock(_ routes: [String]) -> Statement {
        Statement(
            """
            insert into core.route_load (route) select * from unnest($1::text[])
            on conflict (route) do update set route = excluded.route
            returning route, asked
            """, [.textArray(routes)])
    }

    /// The open incidents of the last storms of these routes, and the time.
    static func storms(_ routes: [String]) -> Statement {
        Statement(
            """
            select l.route, l.storm_at, clock_timestamp() as now, i.id, i.number, i.alert_count, i.alerts_omitted,
                i.reported_at, i.alerts_rest_at, i.status, i.storm, i.alerts_worst, i.version,
                (i.status = 'stable' and i.settles_at is not null or i.paging_ended_at is not null) as is_settled
            from core.route_load l left join core.incident i on i.id = l.storm_id and i.status <> 'closed'
            where l.route = any($1)
            """, [.textArray(routes)])
    }

    /// Reads what both return: the routes that are locked.
    static func loads(_ locked: PostgresResult, _ storms: PostgresResult) throws -> [String: RouteLoad] {
        var asked: [String: [Date]] = [:]
        for row in locked { asked[try row.decode("route")] = try row.decode("asked", as: [Date].self) }
        var loads: [String: RouteLoad] = [:]
        for row in storms {
            let route: String = try row.decode("route")
            guard let asked = asked[route] else { continue }
            var load = RouteLoad(asked: asked, now: try row.decode("now"))
            if let id: UUID = try row.decode("id", as: UUID?.self) {
                load.storm = RouteLoad.Storm(
                    incident: try OpenIncident(id: id, row), lastAt: try row.decode("storm_at"),
                    alerts: try row.decode("alert_count"))
            }
            loads[route] = load
        }
        return loads
    }

    /// Writes what routes were asked for.
    static func write(_ loads: [String: RouteLoad]) -> [Statement] {
        loads.sorted { $0.key < $1.key }.map { route, load in
            Statement(
                "update core.route_load set asked = $2, storm_id = $3, storm_at = $4 where route = $1",
                [
                    .text(route), .timestamptzArray(load.asked), .init(load.storm?.incident.id),
                    .init(load.storm?.lastAt),
                ])
        }
    }
}
