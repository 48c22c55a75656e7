import Contracts
import WorkStore
import WorkerKit

/// Takes the next turn of escalations. The timer only wakes: what is due, the rows say.
struct AdvanceEscalationHandler: DatabaseHandler {
    let escalator: Escalator

    func handle(_ batch: [Received<AdvanceEscalation>], in work: UnitOfWork) async throws -> [Outcome] {
        try await escalator.advance(batch.map(\.body.escalation), cause: batch.first?.traceparent, in: work)
        return batch.map { _ in .done }
    }
}
