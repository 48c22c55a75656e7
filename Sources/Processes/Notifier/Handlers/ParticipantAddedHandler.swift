import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes who joins after the others were welcomed; who joins before is welcomed with them.
struct ParticipantAddedHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<ParticipantAdded>], in transaction: UnitOfWork) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for message in batch {
            outcomes.append(
                try await Welcome(planner: planner)
                    .newcomer(
                        message.body.email, to: message.body.incident, cause: message.traceparent, in: transaction))
        }
        return outcomes
    }
}
