import Contracts
import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import OnCallDesk
import Organisation
import PageStore
import Postgres
import WorkStore
import WorkerKit

/// Begins, moves and stops escalations by the rows as they are, in the transaction of whoever asks.
struct Escalator: Sendable {
    let environment: WorkerEnvironment
    private let changes: StandingChanges

    init(_ environment: WorkerEnvironment) {
        self.environment = environment
        changes = StandingChanges(database: environment.database)
    }

    /// An incident of which something is news.
    struct News: Sendable {
        var incident: IncidentReference
        /// The trace that led here.
        var cause: String?
        /// The alerts that joined it and have it page again, if that is the news.
        var joined: AlertsJoined?
    }

    /// Brings the escalations of incidents to where these ask for.
    /// - Returns: an outcome for each, in their order.
    func follow(_ news: [News], in work: UnitOfWork) async throws -> [Outcome] {
        let ids = news.map(\.incident.id)
        let organisation = try await organisation()
        let (records, now) = try await Escalations.lock(ofIncidents: ids, in: work)
        // Read after the lock, so that whoever reads later decides by rows that are no older.
        var incidents: [UUID: IncidentRecord] = [:]
        for incident in try await Incidents.incidents(ids, for: .system, in: work) { incidents[incident.id] = incident }
        var known = Dictionary(uniqueKeysWithValues: records.map { ($0.incident, $0) })
        let rejoined = Set(news.filter { $0.joined != nil }.map(\.incident.id))
        let lastPages = try await Escalations.lastPages(
            of: records.filter { rejoined.contains($0.incident) }.map(\.id), in: work)
        var changed = Changes()
        let outcomes = news.map { news -> Outcome in
            guard let incident = incidents[news.incident.id], incident.version >= news.incident.version else {
                return .tooEarly
            }
            let again = news.joined.map { joined in
                let last = known[incident.id].flatMap { lastPages[$0.id] } ?? .distantPast
                return max(now, last + TimeInterval(joined.grace.components.seconds))
            }
            let decision = PagingDecision(for: incident, known[incident.id], organisation, again: again)
            let record = changed.apply(decision, to: known[incident.id], of: incident.id, at: now)
            if case .renew(_, _, let time) = decision, let joined = news.joined, record != known[incident.id] {
                changed.lines.append(Self.line(joined, at: time, isNow: time <= now))
            }
            known[incident.id] = record
            changed.causes[incident.id] = news.cause
            return .done
        }
        guard outcomes.allSatisfy({ $0 == .done }) else { return outcomes }
        try await write(changed, incidents, organisation, at: now, in: work)
        return outcomes
    }

    /// What the timeline tells of paging again.
    private static func line(_ joined: AlertsJoined, at time: Date, isNow: Bool) -> Timeline.Line {
        let what =
            switch joined.alerts {
            case 0: "An alert got worse"
            case 1: "An alert joined"
            default: "\(joined.alerts) alerts joined"
            }
        return Timeline.Line(
            of: joined.incident.id, .page, by: "paging",
            "\(what) (\(joined.severity.rawValue): \(joined.title)), and route \(joined.route) pages again for that "
                + "(on_join: \(joined.rule)): \(isNow ? "now" : "at \(RFC3339.string(from: time))")")
    }

    /// Takes the turns that are due.
    func advance(_ escalations: [UUID], cause: String?, in work: UnitOfWork) async throws {
        try await advance(try await Escalations.lock(escalations, in: work), cause: cause, in: work)
    }

    /// Takes the turns that are due of the escalations of incidents.
    func advance(ofIncidents ids: [UUID], cause: String?, in work: UnitOfWork) async throws {
        try await advance(try await Escalations.lock(ofIncidents: ids, in: work), cause: cause, in: work)
    }

    private func advance(
        _ locked: (records: [EscalationRecord], now: Date), cause: String?, in work: UnitOfWork
    ) async throws {
        let (records, now) = locked
        if records.isEmpty { return }
        let organisation = try await organisation()
        var incidents: [UUID: IncidentRecord] = [:]
        for incident in try await Incidents.incidents(records.map(\.incident), for: .system, in: work) {
            incidents[incident.id] = incident
        }
        var changed = Changes()
        for record in records {
            changed.moved[record.incident] = record
            changed.causes[record.incident] = cause
        }
        try await write(changed, incidents, organisation, at: now, in: work)
    }

    private func organisation() async throws -> OrganisationConfiguration {
        try await changes.applied(to: environment.organisation.current())
    }

    private func write(
        _ changed: Changes, _ incidents: [UUID: IncidentRecord], _ organisation: OrganisationConfiguration,
        at now: Date, in work: UnitOfWork
    ) async throws {
        if !changed.begun.isEmpty {
            let begun = Array(changed.begun.values)
            guard try await work.query(Escalations.insert(begun)).count == begun.count else {
                throw Failure(
                    .retryAfter(.seconds(1)), code: "begun-elsewhere",
                    detail: "another instance is beginning the same escalation", place: "escalation")
            }
        }
        if !changed.stopped.isEmpty {
            work.write(Escalations.endPages(of: changed.stopped, as: "resolved", by: environment.name))
        }
        var turns = TurnTaker(
            organisation: organisation, now: now, text: PageText(publicURL: environment.configuration.publicURL),
            key: try await PageLink.keys(in: work).first)
        var records: [EscalationRecord] = []
        for (id, record) in changed.moved {
            guard let incident = incidents[id] else { continue }
            var record = record
            try await turns.take(&record, of: incident, in: work)
            records.append(record)
            schedule(record, of: incident, cause: changed.causes[id] ?? nil, in: work)
        }
        if !records.isEmpty { work.write(Escalations.update(records)) }
        if !changed.lines.isEmpty { work.write(Timeline.append(changed.lines)) }
        turns.write(in: work) { changed.causes[$0] ?? nil }
    }

    private func schedule(
        _ record: EscalationRecord, of incident: IncidentRecord, cause: String?, in work: UnitOfWork
    ) {
        let key = "escalation/\(UUIDText.string(from: record.id))"
        guard let due = record.escalation.due else { return work.cancelTimer(key: key) }
        work.schedule(
            AdvanceEscalation(escalation: record.id), key: key, at: due,
            about: Subject(name: incident.name, id: incident.id, cause: cause))
    }
}

/// Escalations that a batch moves, by incident.
private struct Changes {
    var begun: [UUID: EscalationRecord] = [:]
    /// All that are written, those that begin among them.
    var moved: [UUID: EscalationRecord] = [:]
    /// Escalations whose pages are taken back.
    var stopped: [UUID] = []
    /// What timelines tell.
    var lines: [Timeline.Line] = []
    var causes: [UUID: String?] = [:]

    /// - Returns: the escalation after the decision.
    mutating func apply(
        _ decision: PagingDecision, to record: EscalationRecord?, of incident: UUID, at now: Date
    ) -> EscalationRecord? {
        switch (decision, record) {
        case (.begin(let rule, let policy), nil):
            let new = EscalationRecord(
                id: .v7(), incident: incident, urgency: rule.urgency, escalation: Escalation(policy, at: now))
            begun[incident] = new
            moved[incident] = new
            return new
        case (.begin(let rule, let policy), var record?):
            if record.escalation.state == .open { stopped.append(record.id) }
            record.begin(policy, urgency: rule.urgency, at: now)
            moved[incident] = record
            return record
        case (.continueWith(let urgency), var record?):
            record.urgency = urgency
            moved[incident] = record
            return record
        case (.renew(let rule, let policy, let time), var record?):
            guard record.renew(policy, urgency: rule.urgency, at: time) else { return record }
            moved[incident] = record
            return record
        case (.stop, var record?):
            record.escalation.stop()
            stopped.append(record.id)
            moved[incident] = record
            return record
        case (.keep, _), (.continueWith, nil), (.renew, nil), (.stop, nil):
            return record
        }
    }
}
