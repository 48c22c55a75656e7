import FoundationEssentials
import Incident
import JSON
import Organisation
import Postgres

/// The statements of a batch of alerts, each for any number of rows.
enum AlertRows {
    /// Locks the rows of open alerts in the order of the keys, which must be sorted, making those that are not there with
    /// the given id. Returns `source`, `dedup_key` and `alert_id` of each: an id other than the given one is of an alert
    /// that was open.
    static func claim(_ keys: [AlertKey], ids: [UUID]) -> Statement {
        Statement(
            """
            insert into core.open_alert (source, dedup_key, alert_id)
            select * from unnest($1::text[], $2::text[], $3::uuid[])
            on conflict (source, dedup_key) do update set alert_id = core.open_alert.alert_id
            returning source, dedup_key, alert_id
            """, [.textArray(keys.map(\.source)), .textArray(keys.map(\.key)), .uuidArray(ids)])
    }

    /// What is known of the alerts of these keys that were open before they were claimed with the given ids: new ones
    /// have no row yet, and are not looked for.
    static func open(_ keys: [AlertKey], claimedWith ids: [UUID]) -> Statement {
        Statement(
            """
            select a.id, a.severity, a.title, a.outcome, a.route, a.last_at,
                a.held_until is not null and a.incident_id is null
                    and a.outcome not in ('silenced', 'playbook') as is_waiting,
                i.id as incident_id, i.number, i.alerts_omitted, i.reported_at, i.alerts_rest_at, i.status, i.storm,
                i.alerts_worst, i.version,
                (i.status = 'stable' and i.settles_at is not null or i.paging_ended_at is not null) as is_settled,
                case when i.status = 'closed' then coalesce(i.closed_at, i.updated_at) end as closed_at
            from unnest($1::text[], $2::text[], $3::uuid[]) as k (source, dedup_key, candidate)
            join core.open_alert o
                on o.source = k.source and o.dedup_key = k.dedup_key and o.alert_id <> k.candidate
            join core.alert a on a.id = o.alert_id
            left join core.incident i on i.id = a.incident_id
            """, [.textArray(keys.map(\.source)), .textArray(keys.map(\.key)), .uuidArray(ids)])
    }

    /// The open incidents of these groups.
    static func groups(_ keys: [AlertKey]) -> Statement {
        Statement(
            """
            select g.source, g.group_key, i.id, i.number, i.alerts_omitted, i.reported_at, i.alerts_rest_at,
                i.status, i.storm, i.alerts_worst, i.version,
                (i.status = 'stable' and i.settles_at is not null or i.paging_ended_at is not null) as is_settled
            from unnest($1::text[], $2::text[]) as k (source, group_key)
            join core.alert_group g on g.source = k.source and g.group_key = k.group_key
            join core.incident i on i.id = g.incident_id
            where i.status <> 'closed'
            """, [.textArray(keys.map(\.source)), .textArray(keys.map(\.key))])
    }

    /// Locks the incidents of these keys and groups, and the storms of these routes, to the end of the transaction: whoever
    /// adds an alert to one or takes its last one away waits for the other.
    static func lock(_ keys: [AlertKey], _ groups: [AlertKey], _ routes: [String]) -> Statement {
        Statement(
            SQL(
                trusted: """
                    select i.id, i.version, i.status from core.incident i
                    where i.id in (\(places) union select storm_id from core.route_load where route = any($5))
                    order by i.id for no key update
                    """), binds(keys, groups) + [.textArray(routes)])
    }

    /// How many alerts of these incidents are not resolved; nothing of an incident that has none. It is asked after
    /// ``lock(_:_:_:)``, so that it sees what those committed who had them before.
    static func firing(_ keys: [AlertKey], _ groups: [AlertKey]) -> Statement {
        Statement(
            SQL(
                trusted: """
                    select a.incident_id, count(*)::int4 as firing from core.alert a
                    where a.incident_id in (\(places)) and a.status <> 'resolved' group by a.incident_id
                    """), binds(keys, groups))
    }

    /// The incidents of the open alerts of keys, and those of groups.
    private static let places = """
        select a.incident_id from unnest($1::text[], $2::text[]) as k (source, dedup_key)
        join core.open_alert o on o.source = k.source and o.dedup_key = k.dedup_key
        join core.alert a on a.id = o.alert_id
        union
        select g.incident_id from unnest($3::text[], $4::text[]) as k (source, group_key)
        join core.alert_group g on g.source = k.source and g.group_key = k.group_key
        """

    private static func binds(_ keys: [AlertKey], _ groups: [AlertKey]) -> [PostgresValue] {
        [
            .textArray(keys.map(\.source)), .textArray(keys.map(\.key)), .textArray(groups.map(\.source)),
            .textArray(groups.map(\.key)),
        ]
    }

    static func insert(_ alerts: [NewAlert], at time: Date) -> Statement {
        Statement(
            """
            insert into core.alert (id, source, format, dedup_key, status, severity, title, description, labels, url,
                group_key, count, outcome, reason, route, incident_id, source_message_id, started_at, doubtful_after,
                held_until, first_at, last_at)
            select a.*, $19, $19
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::jsonb[], $10::text[], $11::text[], $12::int4[], $13::text[], $14::text[], $15::text[], $16::uuid[],
                $17::text[], $18::timestamptz[], $20::int4[], $21::timestamptz[]) as a
            """,
            [
                .uuidArray(alerts.map(\.id)), .textArray(alerts.map(\.source)),
                .textArray(alerts.map(\.alert.format.rawValue)), .textArray(alerts.map(\.alert.dedupKey)),
                .textArray(alerts.map { $0.isResolved ? "resolved" : "open" }),
                .textArray(alerts.map(\.alert.severity.rawValue)), .textArray(alerts.map(\.alert.title)),
                .textArray(alerts.map(\.alert.description)), .jsonTextArray(alerts.map { $0.alert.labelsJSON.text() }),
                .textArray(alerts.map(\.alert.url)), .textArray(alerts.map(\.alert.groupKey)),
                .int4Array(alerts.map { Int32(clamping: $0.count) }), .textArray(alerts.map(\.outcome.rawValue)),
                .textArray(alerts.map(\.reason)), .textArray(alerts.map(\.decision.route)),
                .uuidArray(alerts.map(\.incident)), .textArray(alerts.map(\.alert.sourceMessageID)),
                .timestamptzArray(alerts.map(\.alert.startedAt)), .timestamptz(time),
                .int4Array(alerts.map(\.doubtfulAfter)), .timestamptzArray(alerts.map(\.waitsUntil)),
            ])
    }

    /// Counts alerts that were said again, and writes what the newest word has of them; what it leaves out stays.
    static func count(_ repeats: [UUID: AlertRepetition], at time: Date) -> Statement {
        let repeats = repeats.sorted { $0.key < $1.key }
        let alerts = repeats.map(\.value.alert)
        return Statement(
            """
            update core.alert a set count = a.count + r.times, last_at = $3, severity = r.severity, title = r.title,
                description = coalesce(r.description, a.description), labels = coalesce(r.labels, a.labels),
                url = coalesce(r.url, a.url), started_at = coalesce(r.started_at, a.started_at)
            from unnest($1::uuid[], $2::int4[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::text[],
                $9::timestamptz[]) as r (id, times, severity, title, description, labels, url, started_at)
            where a.id = r.id
            """,
            [
                .uuidArray(repeats.map(\.key)), .int4Array(repeats.map { Int32(clamping: $0.value.times) }),
                .timestamptz(time), .textArray(alerts.map(\.severity.rawValue)), .textArray(alerts.map(\.title)),
                .textArray(alerts.map { $0.description.isEmpty ? nil : $0.description }),
                .jsonTextArray(alerts.map { $0.labels.isEmpty ? nil : $0.labelsJSON.text() }),
                .textArray(alerts.map(\.url)), .timestamptzArray(alerts.map(\.startedAt)),
            ])
    }

    /// Writes what the routes decided of open alerts that got worse, were waited with for long enough, or were silenced. What
    /// its route waited with keeps the time, unless a silence takes it over.
    static func reroute(_ alerts: [NewAlert]) -> Statement {
        Statement(
            """
            update core.alert a
            set outcome = r.outcome, reason = r.reason, route = r.route, incident_id = r.incident_id,
                doubtful_after = r.doubtful_after,
                held_until = case when r.outcome <> 'silenced' then coalesce(r.held_until, a.held_until) end
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::int4[], $7::timestamptz[])
                as r (id, outcome, reason, route, incident_id, doubtful_after, held_until)
            where a.id = r.id
            """,
            [
                .uuidArray(alerts.map(\.id)), .textArray(alerts.map(\.outcome.rawValue)),
                .textArray(alerts.map(\.reason)), .textArray(alerts.map(\.decision.route)),
                .uuidArray(alerts.map(\.incident)), .int4Array(alerts.map(\.doubtfulAfter)),
                .timestamptzArray(alerts.map(\.waitsUntil)),
            ])
    }

    /// Writes that alerts are over. Of one with which its route waited nobody was told, and its reason says so.
    static func resolve(_ ids: [UUID], at time: Date) -> Statement {
        Statement(
            """
            update core.alert set status = 'resolved', last_at = $2,
                reason = case when held_until is not null and incident_id is null
                        and outcome not in ('silenced', 'playbook')
                    then 'resolved by itself while route ' || route || ' held it back: nobody was told' else reason end
            where id = any($1)
            """, [.uuidArray(ids), .timestamptz(time)])
    }

    /// Takes back the rows of keys that have no open alert any more.
    static func release(_ keys: [AlertKey]) -> Statement {
        Statement(
            """
            delete from core.open_alert o using unnest($1::text[], $2::text[]) as k (source, dedup_key)
            where o.source = k.source and o.dedup_key = k.dedup_key
            """, [.textArray(keys.map(\.source)), .textArray(keys.map(\.key))])
    }

    /// Says which alert is the open one of keys that got another than they were claimed with.
    static func reassign(_ keys: [(AlertKey, UUID)]) -> Statement {
        Statement(
            """
            update core.open_alert o set alert_id = k.alert_id
            from unnest($1::text[], $2::text[], $3::uuid[]) as k (source, dedup_key, alert_id)
            where o.source = k.source and o.dedup_key = k.dedup_key
            """,
            [.textArray(keys.map(\.0.source)), .textArray(keys.map(\.0.key)), .uuidArray(keys.map(\.1))])
    }

    /// Says which incident a group belongs to.
    static func assign(_ groups: [AlertKey: UUID], at time: Date) -> Statement {
        let groups = groups.sorted { $0.key < $1.key }
        return Statement(
            """
            insert into core.alert_group (source, group_key, incident_id, opened_at)
            select g.*, $4 from unnest($1::text[], $2::text[], $3::uuid[]) as g
            on conflict (source, group_key) do update
                set incident_id = excluded.incident_id, opened_at = excluded.opened_at, merged_from = null
            """,
            [
                .textArray(groups.map(\.key.source)), .textArray(groups.map(\.key.key)),
                .uuidArray(groups.map(\.value)), .timestamptz(time),
            ])
    }

    /// What alerts change about the row of an incident.
    struct IncidentChange: Sendable {
        /// New alerts of it.
        var joined = 0
        /// How many their sender leaves out now; `nil` for as many as before.
        var omitted: Int?
        /// How bad the worst was by now; `nil` when none is worse than before.
        var worst: AlertSeverity?
        /// Whether it came to rest, which makes a new version.
        var isNews = false
        /// When it comes to rest: what becomes of it by itself.
        var patience: Patience?
    }

    /// Writes what alerts change about incidents.
    static func change(_ changes: [UUID: IncidentChange], at time: Date) -> Statement {
        let changes = changes.sorted { $0.key < $1.key }
        return Statement(
            """
            update core.incident i set alert_count = i.alert_count + c.joined,
                alerts_omitted = coalesce(c.omitted, i.alerts_omitted),
                alerts_worst = coalesce(c.worst, i.alerts_worst),
                version = i.version + c.is_news::int4, updated_at = case when c.is_news then $5 else i.updated_at end,
                alerts_rest_at = case when c.is_news then $5 when c.joined > 0 then null else i.alerts_rest_at end,
                settles_at = case when c.is_news then now() + c.settles_after * interval '1 second'
                    else i.settles_at end,
                paging_ended_at = case when c.is_news then case when c.ends_paging then $5 end
                    else i.paging_ended_at end
            from unnest($1::uuid[], $2::int4[], $3::int4[], $4::bool[], $6::int8[], $7::bool[], $8::text[])
                as c (id, joined, omitted, is_news, settles_after, ends_paging, worst)
            where i.id = c.id
            """,
            [
                .uuidArray(changes.map(\.key)), .int4Array(changes.map { Int32(clamping: $0.value.joined) }),
                .int4Array(changes.map { $0.value.omitted.map { Int32(clamping: $0) } }),
                .boolArray(changes.map(\.value.isNews)), .timestamptz(time),
                .int8Array(changes.map { $0.value.patience?.autoResolve?.components.seconds }),
                .boolArray(changes.map { $0.value.patience?.cancelsWhenResolved == true }),
                .textArray(changes.map { $0.value.worst?.rawValue }),
            ])
    }
}
