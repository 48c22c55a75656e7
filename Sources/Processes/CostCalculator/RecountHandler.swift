import Contracts
import FoundationEssentials
import WorkStore
import WorkerKit

/// Counts anew what an incident costs whenever something about it may cost something. Whatever the message says, the rows are
/// counted: how often it comes and in which order changes nothing.
struct RecountHandler<News: Message>: DatabaseHandler {
    let counter: CostCounter
    /// The incident that a message is about.
    let incident: @Sendable (News) -> UUID

    func handle(_ batch: [Received<News>], in work: UnitOfWork) async throws -> [Outcome] {
        let causes = Dictionary(batch.map { (incident($0.body), $0.traceparent) }) { first, _ in first }
        try await counter.count(causes, in: work)
        return batch.map { _ in .done }
    }
}

extension CostCounter {
    /// Who takes the worker's messages.
    static func handlers(_ environment: WorkerEnvironment) -> [WorkerHandler] {
        let counter = CostCounter(environment)
        return [
            .database(RecountHandler<IncidentOpened>(counter: counter) { $0.incident.id }),
            .database(RecountHandler<IncidentUpdated>(counter: counter) { $0.incident.id }),
            .database(RecountHandler<PageUpdated>(counter: counter) { $0.incident.id }),
            .database(RecountHandler<ParticipantAdded>(counter: counter) { $0.incident.id }),
            .database(RecountHandler<RefreshCost>(counter: counter) { $0.incident }),
        ]
    }
}
