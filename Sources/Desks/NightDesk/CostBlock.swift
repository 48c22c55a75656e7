import Cost
import CostStore
import Forecast
import FoundationEssentials
import Incident
import IncidentStore
import Nights
import NightStore
import Organisation
import Postgres

/// Some incidents, and what they cost.
struct CostBlock: Sendable {
    /// What is to be kept.
    private(set) var costs: [NightlyCost] = []
    /// What turned out to be another than it was.
    private(set) var changes: [CostChange] = []
    /// The days whose sums change.
    private(set) var days: Set<Day> = []
    /// Those of which the cost-calculator says something else.
    private(set) var lost: [UUID] = []

    /// A change this long ago was counted by the cost-calculator if it ever is, in seconds.
    private static let patience = 900.0

    private let night: NightContext
    private let rules: CostRules
    private let rulesName: String

    init(
        _ found: [ChangedIncidents.Found], night: NightContext, rules: CostRules, rulesName: String
    ) async throws {
        self.night = night
        self.rules = rules
        self.rulesName = rulesName
        let ids = found.map(\.id)
        let incidents = try await Incidents.incidents(ids, for: .system, in: night.work)
        let histories = try await CostHistories.load(incidents, activities: rules.model == .activity, in: night.work)
        let known = try await CostRows.known(ids, in: night.work)
        let accounts = try await CostAccounts.computed(ids, in: night.work)
        let fingerprints = Dictionary(found.map { ($0.id, $0.fingerprint) }) { first, _ in first }
        for incident in incidents.sorted(by: { $0.number < $1.number }) {
            guard let history = histories[incident.id], let fingerprint = fingerprints[incident.id] else { continue }
            let isQuiet = night.now.timeIntervalSince(max(history.lastChange, incident.updatedAt)) > Self.patience
            if isQuiet, CostAudit.disagrees(accounts[incident.id], incident, history, rules, now: night.now) {
                lost.append(incident.id)
            }
            take(incident, history, known[incident.id], fingerprint: isQuiet ? fingerprint : nil)
        }
    }

    private mutating func take(
        _ incident: IncidentRecord, _ history: CostHistory, _ known: CostRows.Known?, fingerprint: Int64?
    ) {
        let cost = IncidentCost(of: history, by: rules, at: night.end)
        let teams = history.roles.reduce(into: [String: String]()) { $0[$1.person.lowercased()] = $1.team }
        let row = NightlyCost(
            incident: incident.id, fingerprint: fingerprint, rules: rulesName,
            isSettled: incident.closedAt.map { $0 < night.end } == true && history.lastChange < night.end,
            day: night.settings.calendar.day(of: incident.reportedAt), type: incident.type,
            isRestricted: incident.visibility != .open,
            isCounted: night.settings.organisation.nightly.counts(type: incident.type, drill: incident.drill),
            cost: cost, teams: teams)
        costs.append(row)
        days.insert(row.day)
        guard let known else { return }
        days.insert(known.day)
        // What goes on costs more each night; only what had come to its end, or goes by other rules, is a change.
        guard known.total != cost.total, known.isSettled || known.rules != rulesName else { return }
        changes.append(
            CostChange(
                of: incident.id, known.rules == rulesName ? .inputs : .rules, keptBy: .nightly, from: known.total,
                to: cost.total))
    }
}

extension CostHistory {
    /// When something of it was written that is told of at once: a role, a status, an entry.
    var lastAnnounced: Date {
        let moments = roles.map(\.from) + roles.compactMap(\.until) + statuses.map(\.at) + entries.map(\.enteredAt)
        return moments.max() ?? openedAt
    }

    /// When something of it was written last.
    var lastChange: Date { max(lastAnnounced, openedAt, activities.map(\.at).max() ?? openedAt) }
}
