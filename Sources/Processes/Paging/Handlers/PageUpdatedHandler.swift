import Contracts
import WorkStore
import WorkerKit

/// Takes what is due now because somebody decided it.
struct PageUpdatedHandler: DatabaseHandler {
    let escalator: Escalator

    func handle(_ batch: [Received<PageUpdated>], in work: UnitOfWork) async throws -> [Outcome] {
        try await escalator.advance(
            ofIncidents: batch.map(\.body.incident.id), cause: batch.first?.traceparent, in: work)
        return batch.map { _ in .done }
    }
}
