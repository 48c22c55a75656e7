import Contracts
import Encodings
public import FoundationEssentials
import Incident
import IncidentStore
public import Organisation
public import Postgres
public import WorkStore

/// Hears the heartbeats of sources. One that stays away opens an alert, which its next beat resolves.
public struct HeartbeatDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer
    private let watch: HeartbeatWatch

    /// - Parameters:
    ///   - database: where heartbeats are read.
    ///   - committer: writes them.
    ///   - silences: reads those that hold alerts back.
    public init(database: PostgresClient, committer: Committer, silences: SilenceBook) {
        self.database = database
        self.committer = committer
        watch = HeartbeatWatch(silences: silences)
    }

    /// All heartbeats of the configuration, in its order.
    public func list(of organisation: OrganisationConfiguration) async throws -> [HeartbeatRecord] {
        guard !organisation.heartbeats.isEmpty else { return [] }
        var heard: [String: HeartbeatRecord.Heard] = [:]
        for row in try await database.query(HeartbeatRows.all) {
            heard[try row.decode("name")] = try HeartbeatRecord.Heard(row)
        }
        return organisation.heartbeats.map { HeartbeatRecord(heartbeat: $0, heard: heard[$0.name]) }
    }

    /// Hears a beat, and resolves the alert that its absence opened.
    /// - Parameter source: whose key brought it.
    /// - Throws: ``HeartbeatDeskError``; `PostgresError`.
    public func beat(
        _ name: String, from source: String, in organisation: OrganisationConfiguration, trace: String?
    ) async throws -> HeartbeatRecord {
        guard let heartbeat = organisation.heartbeats.first(where: { $0.name == name }) else {
            throw HeartbeatDeskError(
                .notFound, "there is no such heartbeat; the configuration names them under `heartbeats`")
        }
        guard heartbeat.source == source else {
            throw HeartbeatDeskError(
                .otherSource, "heartbeat \(name) is of the source \(heartbeat.source), and this key is of \(source)")
        }
        return try await committer.commit { work in
            try await watch.beat(heartbeat, in: organisation, trace: trace, work: work)
        }
    }
}

/// What becomes of heartbeats in a transaction.
public struct HeartbeatWatch: Sendable {
    private let silences: SilenceBook

    /// - Parameter silences: reads those that hold alerts back.
    public init(silences: SilenceBook) { self.silences = silences }

    func beat(
        _ heartbeat: Heartbeat, in organisation: OrganisationConfiguration, trace: String?, work: UnitOfWork
    ) async throws -> HeartbeatRecord {
        let before = try await work.query(HeartbeatRows.hold(heartbeat.name)).first
        let wasMissing = try before?.decode("missed_at", as: Date?.self) != nil
        let heard = try await work.query(HeartbeatRows.beat(heartbeat)).first.map { try HeartbeatRecord.Heard($0) }
        if let heard { ask(again: heartbeat.name, at: heard.dueAt, work) }
        if wasMissing {
            _ = try await decide(.resolution(of: Self.key(heartbeat), .native), heartbeat, organisation, trace, work)
        }
        return HeartbeatRecord(heartbeat: heartbeat, heard: heard)
    }

    /// Opens an alert when the heartbeat has stayed away. Given twice it does nothing more.
    /// - Parameter movedAt: when the timer was moved to the outbox.
    public func miss(
        _ name: String, movedAt: Date, in organisation: OrganisationConfiguration, trace: String?, work: UnitOfWork
    ) async throws {
        guard let row = try await work.query(HeartbeatRows.hold(name)).first else { return }
        guard let heartbeat = organisation.heartbeats.first(where: { $0.name == name }) else {
            // Nobody wants it any more. An alert that it opened is its source's to resolve.
            _ = try await work.query(HeartbeatRows.forget(name))
            return
        }
        let heard = try HeartbeatRecord.Heard(row)
        guard heard.missedAt == nil else { return }
        let verdict = HeartbeatVerdict(
            beatAt: heard.beatAt, dueAt: heard.dueAt, patience: heartbeat.patience, movedAt: movedAt,
            now: try row.decode("now"))
        switch verdict {
        case .early(let time), .deaf(let time):
            _ = try await work.query(HeartbeatRows.postpone(name, to: time))
            ask(again: name, at: time, work)
        case .missing:
            let alert = Self.alert(heartbeat, heard)
            let id = try await decide(alert, heartbeat, organisation, trace, work)
            _ = try await work.query(HeartbeatRows.miss(name, alert: id))
        }
    }

    private func ask(again name: String, at time: Date, _ work: UnitOfWork) {
        work.schedule(
            MissHeartbeat(heartbeat: name), key: "heartbeat \(name)", at: time,
            about: Subject(name: "heartbeat \(name)", id: nil, cause: nil))
    }

    /// Takes an alert in like any other of its source.
    /// - Returns: its id.
    private func decide(
        _ alert: NormalisedAlert, _ heartbeat: Heartbeat, _ organisation: OrganisationConfiguration, _ trace: String?,
        _ work: UnitOfWork
    ) async throws -> UUID? {
        let submission = AlertSubmission(source: heartbeat.source, alerts: ParsedAlerts(alerts: [alert]), trace: trace)
        let writes = try await AlertBatch([submission], in: organisation, silences: silences, at: Date()).decide(
            in: work)
        _ = try await work.pipeline(writes.statements)
        writes.tell(in: work)
        return writes.receipts.first?.first?.id
    }

    static func key(_ heartbeat: Heartbeat) -> String { "heartbeat/\(heartbeat.name)" }

    static func alert(_ heartbeat: Heartbeat, _ heard: HeartbeatRecord.Heard) -> NormalisedAlert {
        let missed = heartbeat.failures == 1 ? "" : ", and \(heartbeat.failures) in a row stayed away"
        var alert = NormalisedAlert(
            format: .native, action: .open, dedupKey: key(heartbeat), severity: heartbeat.severity,
            title: heartbeat.title ?? "Heartbeat \(heartbeat.name) is missing",
            description: "\(heartbeat.source) says every \(heartbeat.interval.components.seconds) s that all is well. "
                + "It was heard last at \(RFC3339.string(from: heard.beatAt))\(missed).",
            labels: heartbeat.labels)
        alert.labels["heartbeat"] = alert.labels["heartbeat"] ?? heartbeat.name
        alert.startedAt = heard.beatAt
        return alert
    }
}
