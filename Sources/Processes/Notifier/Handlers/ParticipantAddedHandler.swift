import Contracts
import FoundationEssentials
import IncidentStore
import WorkStore
import WorkerKit

/// Welcomes who joins after the others were welcomed, and tells the others; who joins before is welcomed with them.
struct ParticipantAddedHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<ParticipantAdded>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let outcomes = try await Welcome(planner: planner).plan(
            batch.map {
                .init(incident: $0.body.incident, newcomers: .one($0.body.email), cause: $0.traceparent)
            }, in: transaction)
        let news = zip(batch, outcomes).filter { $0.1 == .done }.map { message, _ in
            News.Request(incident: message.body.incident, lines: message.body.told, cause: message.traceparent)
        }
        try await News(planner: planner).tell(news, in: transaction)
        return outcomes
    }
}
