import Encodings
public import FoundationEssentials
import Incident
import IncidentStore
import JSON
public import Postgres

/// An alert as it was stored, with what became of it.
public struct PastAlert: Sendable, Hashable {
    /// As its row has it: how its sender said it last. Labels of its sender's route are not kept.
    var alert: NormalisedAlert
    /// Its id.
    public var id: UUID
    /// Who sent it.
    public var source: String
    /// What its sender calls it.
    public var title: String { alert.title }
    /// When it came.
    public var firstAt: Date
    /// When it was over; `nil` while it fires.
    var endedAt: Date?
    /// Whether somebody's silence kept it from the routes to its end.
    var isSilenced: Bool
    /// When people closed its incident, if they did.
    var incidentClosedAt: Date?

    init(
        _ alert: NormalisedAlert, id: UUID = .v7(), source: String, at firstAt: Date, until endedAt: Date? = nil,
        isSilenced: Bool = false, incidentClosedAt: Date? = nil
    ) {
        self.alert = alert
        self.id = id
        self.source = source
        self.firstAt = firstAt
        self.endedAt = endedAt
        self.isSilenced = isSilenced
        self.incidentClosedAt = incidentClosedAt
    }

    private init?(_ row: PostgresRow) throws {
        // In a format that this release does not know, and of an exercise: neither can be told about.
        let source: String = try row.decode("source")
        guard let format = AlertFormat(rawValue: try row.decode("format")), Drill.unmarked(source) == nil else {
            return nil
        }
        let key: String = try row.decode("dedup_key")
        let labels = try JSON.parse(row.decode("labels", as: String.self)).objectValue ?? [:]
        var alert = NormalisedAlert(
            format: format, action: .open, dedupKey: key, severity: try row.enumeration("severity"),
            title: try row.decode("title"), description: "",
            labels: labels.reduce(into: [:]) { $0[$1.key] = $1.value.stringValue },
            groupKey: try row.decode("group_key"))
        alert.hasOwnKey = ContentKey.former(key) == nil
        self.init(
            alert, id: try row.decode("id"), source: source, at: try row.decode("first_at"),
            until: try row.decode("ended_at"), isSilenced: try row.decode("is_silenced"),
            incidentClosedAt: try row.decode("closed_at"))
    }

    /// Reads the alerts that came since a time, in the order in which they came, some thousand at once.
    /// - Parameter take: is given each batch, never an empty one.
    /// - Throws: `PostgresError`, and what `take` throws.
    public static func read(
        since start: Date, in database: some Querying, _ take: (_ batch: [PastAlert]) async throws -> Void
    ) async throws {
        var last = UUID.v7(at: start, from: [])
        while true {
            let rows = try await database.query(
                Statement(
                    """
                    select a.id, a.source, a.format, a.dedup_key, a.severity, a.title, a.labels::text as labels, a.group_key,
                        a.first_at, case when a.status = 'resolved' then a.last_at end as ended_at, i.closed_at,
                        a.outcome = 'silenced' and h.silence_id is not null as is_silenced
                    from core.alert a left join core.incident i on i.id = a.incident_id
                    left join core.held_alert h on h.alert_id = a.id
                    where a.id > $1 order by a.id limit 2000
                    """, [.uuid(last)]))
            guard let end = rows.last else { return }
            last = try end.decode("id")
            let batch = try rows.compactMap { try PastAlert($0) }
            if !batch.isEmpty { try await take(batch) }
        }
    }
}
