import Contracts
import WorkStore
import WorkerKit

/// Looks for somebody when an incident opens that asks for it.
struct IncidentOpenedHandler: DatabaseHandler {
    let escalator: Escalator

    func handle(_ batch: [Received<IncidentOpened>], in work: UnitOfWork) async throws -> [Outcome] {
        try await escalator.follow(batch.map { .init(incident: $0.body.incident, cause: $0.traceparent) }, in: work)
    }
}
