import Contracts
import WorkStore
import WorkerKit

/// An incident that is raised pages, one that is lowered, stable or closed stops it, and one whose alerts have resolved by
/// themselves where its route says so.
struct IncidentUpdatedHandler: DatabaseHandler {
    private static let words: Set<String> = [
        "status", "severity", "priority", "type", IncidentUpdated.alertsAtRest, IncidentUpdated.firesAgain,
    ]

    let escalator: Escalator

    func handle(_ batch: [Received<IncidentUpdated>], in work: UnitOfWork) async throws -> [Outcome] {
        let news = batch.filter { !Self.words.isDisjoint(with: $0.body.changes) }
        if news.isEmpty { return batch.map { _ in .done } }
        let outcomes = try await escalator.follow(
            news.map { .init(incident: $0.body.incident, cause: $0.traceparent) }, in: work)
        let byID = Dictionary(zip(news.map(\.id), outcomes)) { first, _ in first }
        return batch.map { byID[$0.id] ?? .done }
    }
}
