import Contracts
import Cost
import CostStore
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import WorkStore
import WorkerKit

/// Computes what incidents cost from the rows as they are, keeps it, sets the timer for the next time, and tells of what has
/// changed noticeably: in the transaction of whoever asks.
struct CostCounter: Sendable {
    let environment: WorkerEnvironment

    init(_ environment: WorkerEnvironment) { self.environment = environment }

    /// - Parameter causes: the incidents, each with the trace that led here.
    func count(_ causes: [UUID: String?], in work: UnitOfWork) async throws {
        // An organisation that says nothing of costs has none counted.
        guard let rules = try await environment.organisation.current().costs else { return }
        let ids = Array(causes.keys)
        let now = try await CostAccounts.lock(ids, in: work)
        let incidents = try await Incidents.incidents(ids, for: .system, in: work)
        let published = try await CostAccounts.published(ids, in: work)
        let histories = try await CostHistories.load(incidents, activities: rules.model == .activity, in: work)
        var entries: [CostAccounts.Entry] = []
        for incident in incidents {
            guard let history = histories[incident.id] else { continue }
            let cost = IncidentCost(of: history, by: rules, at: now)
            var entry = CostAccounts.Entry(
                incident: incident.id, name: incident.name, cost: cost, published: published[incident.id])
            let subject = Subject(name: incident.name, id: incident.id, cause: causes[incident.id] ?? nil)
            if CostNews.isNews(cost.total, after: entry.published, incident.status) {
                let reference = IncidentReference(id: incident.id, name: incident.name, version: incident.version)
                work.announce(
                    CostUpdated(incident: reference, total: cost.total, before: entry.published), about: subject)
                entry.published = cost.total
            }
            entries.append(entry)
            schedule(incident, at: now, about: subject, in: work)
        }
        if !entries.isEmpty { work.write(CostAccounts.keep(entries)) }
    }

    /// One timer for each incident that is not closed.
    private func schedule(_ incident: IncidentRecord, at now: Date, about subject: Subject, in work: UnitOfWork) {
        let key = "cost/\(UUIDText.string(from: incident.id))"
        guard incident.status != .closed else { return work.cancelTimer(key: key) }
        let pause = CostNews.pause(of: incident.status, age: now.timeIntervalSince(incident.reportedAt))
        work.schedule(
            RefreshCost(incident: incident.id), key: key, at: now.addingTimeInterval(pause), about: subject)
    }
}
