import Contracts
import FoundationEssentials
import IncidentStore
import JSON
import Postgres

/// The rows of `core.held_alert`: what silences and maintenance windows hold back.
enum HeldAlerts {
    /// Alerts that are looked at in one transaction at most.
    static let batchSize = 500

    /// Writes that alerts are held back.
    static func hold(_ alerts: [(alert: NewAlert, hold: AlertHold)], at time: Date) -> Statement {
        Statement(
            """
            insert into core.held_alert (alert_id, silence_id, maintenance, routing, held_at, released_at)
            select h.alert_id, h.silence_id, h.maintenance, h.routing, $6, case when h.is_over then $6 end
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::bool[])
                as h (alert_id, silence_id, maintenance, routing, is_over)
            on conflict (alert_id) do update set silence_id = excluded.silence_id, maintenance = excluded.maintenance,
                routing = excluded.routing, held_at = excluded.held_at, released_at = excluded.released_at
            """,
            [
                .uuidArray(alerts.map(\.alert.id)),
                .uuidArray(alerts.map { if case .silence(let id) = $0.hold.rule { id } else { nil } }),
                .textArray(alerts.map { if case .maintenance(let name) = $0.hold.rule { name } else { nil } }),
                .jsonTextArray(alerts.map { $0.alert.alert.routingJSON.text() }),
                .boolArray(alerts.map(\.alert.isResolved)), .timestamptz(time),
            ])
    }

    /// Writes that alerts are held back no more: they are over, or the routes have decided.
    static func release(_ ids: [UUID], at time: Date) -> Statement {
        Statement(
            "update core.held_alert set released_at = $2 where alert_id = any($1) and released_at is null",
            [.uuidArray(ids), .timestamptz(time)])
    }

    /// Alerts that a silence or window holds back and that fire still, in the order of their ids.
    static func held(by hold: RecoverAlerts.Hold, after id: UUID?) -> Statement {
        let (silence, maintenance): (UUID?, String?) =
            switch hold {
            case .silence(let id): (id, nil)
            case .maintenance(let name): (nil, name)
            }
        return Statement(
            """
            select a.id, a.source, a.format, a.dedup_key, a.severity, a.title, a.description, a.labels::text as labels,
                a.url, a.group_key, a.started_at, h.routing::text as routing
            from core.held_alert h join core.alert a on a.id = h.alert_id
            where (h.silence_id = $1 or h.maintenance = $2) and h.released_at is null and a.status <> 'resolved'
                and ($3::uuid is null or h.alert_id > $3)
            order by h.alert_id limit $4
            """, [.init(silence), .init(maintenance), .init(id), .int(batchSize)])
    }
}

extension NormalisedAlert {
    /// What routes decide by, and the row of an alert does not keep.
    fileprivate var routingJSON: JSON {
        [
            "own_key": .bool(hasOwnKey),
            "route_labels": .object(
                JSONObject(routeLabels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
        ]
    }

    /// Reads a row of ``HeldAlerts/held(by:after:)``; `nil` for one in a format that this release does not know.
    init?(held row: PostgresRow) throws {
        guard let format = AlertFormat(rawValue: try row.decode("format")) else { return nil }
        let routing = try JSON.parse(row.decode("routing", as: String.self))
        self.init(
            format: format, action: .open, dedupKey: try row.decode("dedup_key"),
            severity: try row.enumeration("severity"), title: try row.decode("title"),
            description: try row.decode("description"),
            labels: Self.texts(try JSON.parse(row.decode("labels", as: String.self))))
        hasOwnKey = routing["own_key"]?.boolValue ?? true
        routeLabels = Self.texts(routing["route_labels"] ?? .null)
        url = try row.decode("url")
        groupKey = try row.decode("group_key")
        startedAt = try row.decode("started_at")
    }

    private static func texts(_ json: JSON) -> [String: String] {
        (json.objectValue ?? [:]).reduce(into: [:]) { texts, member in texts[member.key] = member.value.stringValue }
    }
}
