import Contracts
import WorkStore
import WorkerKit

/// Pages again for alerts that joined an incident, where their route says so. All that join until then are one page.
struct AlertsJoinedHandler: DatabaseHandler {
    let escalator: Escalator

    func handle(_ batch: [Received<AlertsJoined>], in work: UnitOfWork) async throws -> [Outcome] {
        try await escalator.follow(
            batch.map { .init(incident: $0.body.incident, cause: $0.traceparent, joined: $0.body) }, in: work)
    }
}
