import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes the participants once every place of the response is there.
struct IncidentAssembledHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<IncidentAssembled>], in transaction: UnitOfWork) async throws -> [Outcome] {
        for message in batch {
            transaction.cancelTimer(key: WelcomeParticipantsHandler.timerKey(message.body.incident.id))
        }
        return try await Welcome(planner: planner).plan(
            batch.map { .init(incident: $0.body.incident, newcomers: .everybody, cause: $0.traceparent) },
            in: transaction)
    }
}
