import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes the participants once every place of the response is there.
struct IncidentAssembledHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<IncidentAssembled>], in transaction: UnitOfWork) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for message in batch {
            let reference = message.body.incident
            transaction.cancelTimer(key: WelcomeParticipantsHandler.timerKey(reference.id))
            outcomes.append(
                try await Welcome(planner: planner).everybody(reference, cause: message.traceparent, in: transaction))
        }
        return outcomes
    }
}
