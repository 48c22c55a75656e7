import Cost
import CostStore
import FoundationEssentials
import Incident
import IncidentStore
import Nights
import NightStore
import Postgres

/// Holds the accounts of the cost-calculator against the rows that they are of. One that disagrees with them, although the
/// rows were there when it was computed, or that is not there at all, has lost an event: it is put right, and the old amount
/// stays as a row.
struct CostAudit: Sendable {
    let night: NightContext
    let rules: CostRules
    /// Since when these rules are in force.
    let rulesSince: Date

    /// How long an account of an incident that is not closed stays as it is at most, in seconds, and as much again.
    private static let longestPause = 7200.0

    /// Whether an account says something else than the rows as of its own moment, or is too old to say anything.
    static func disagrees(
        _ account: (total: Money, at: Date)?, _ incident: IncidentRecord, _ history: CostHistory, _ rules: CostRules,
        now: Date
    ) -> Bool {
        guard let account else { return true }
        if IncidentCost(of: history, by: rules, at: account.at).total != account.total { return true }
        guard incident.status == .closed else { return now.timeIntervalSince(account.at) > longestPause }
        // Nothing comes back to a closed incident but the news of a change.
        let last = history.lastChange
        return last > account.at && IncidentCost(of: history, by: rules, at: last).total != account.total
    }

    /// Computes accounts anew, each under the lock that the cost-calculator takes, from the rows as they are now.
    func correct(_ incidents: [UUID]) async throws {
        for start in stride(from: 0, to: incidents.count, by: 100) {
            try await correct(block: Array(incidents[start..<min(start + 100, incidents.count)]))
        }
    }

    private func correct(block ids: [UUID]) async throws {
        try await night.database.transaction { work in
            let now = try await CostAccounts.lock(ids, in: work)
            let records = try await Incidents.incidents(ids, for: .system, in: work)
            let histories = try await CostHistories.load(records, activities: rules.model == .activity, in: work)
            let accounts = try await CostAccounts.computed(ids, in: work)
            let published = try await CostAccounts.published(ids, in: work)
            var entries: [CostAccounts.Entry] = []
            var changes: [CostChange] = []
            for record in records {
                let account = accounts[record.id]
                guard let history = histories[record.id],
                    Self.disagrees(account, record, history, rules, now: now)
                else { continue }
                let cost = IncidentCost(of: history, by: rules, at: now)
                entries.append(
                    CostAccounts.Entry(
                        incident: record.id, name: record.name, cost: cost, published: published[record.id]))
                changes.append(
                    CostChange(
                        of: record.id, reason(account?.at, history), keptBy: .costCalculator, from: account?.total,
                        to: cost.total))
            }
            guard !entries.isEmpty else { return }
            _ = try await work.pipeline([CostAccounts.keep(entries), CostRows.note(changes, on: night.day)])
        }
    }

    /// Why an account of a moment is not what it should be.
    private func reason(_ moment: Date?, _ history: CostHistory) -> CostChange.Reason {
        guard let moment else { return .lostEvent }
        if moment < rulesSince { return .rules }
        // What people write is counted by the hour and not told of: after the end nobody counts it.
        let wrote = history.activities.map(\.at).max() ?? .distantPast
        return wrote > moment && history.lastAnnounced <= moment ? .inputs : .lostEvent
    }

    /// What is to be known of the changes of this night; `nil` when there were none.
    func note() async throws -> String? {
        // Corrections are committed on their own: they are not in the snapshot.
        let counts = try await CostRows.changes(on: night.day, in: night.database)
        guard let lost = counts[.lostEvent], lost > 0 else { return nil }
        return "the cost-calculator had lost events of \(lost) incident\(lost == 1 ? "" : "s"), which are put right: "
            + "the old amounts are in nightly.cost_change"
    }
}
