import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes who joins after the others were welcomed; who joins before is welcomed with them.
struct ParticipantAddedHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<ParticipantAdded>], in transaction: UnitOfWork) async throws -> [Outcome] {
        try await Welcome(planner: planner).plan(
            batch.map {
                .init(incident: $0.body.incident, newcomers: .one($0.body.email), cause: $0.traceparent)
            }, in: transaction)
    }
}
