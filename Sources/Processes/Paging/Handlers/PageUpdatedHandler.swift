import Contracts
import Incident
import PageStore
import Postgres
import WorkStore
import WorkerKit

/// Takes what is due now because somebody decided it, and tells those who were paged who has taken it.
struct PageUpdatedHandler: DatabaseHandler {
    let escalator: Escalator

    func handle(_ batch: [Received<PageUpdated>], in work: UnitOfWork) async throws -> [Outcome] {
        try await escalator.advance(
            ofIncidents: batch.map(\.body.incident.id), cause: batch.first?.traceparent, in: work)
        let taken = batch.filter { $0.body.change == .acknowledged }
        for message in taken {
            let told = try await work.query(
                Attempts.tellTaken(ofIncident: message.body.incident.id, by: message.body.actor))
            for row in told {
                work.order(
                    SendPage(attempt: try row.decode("id")),
                    about: Subject(message.body.incident, cause: message.traceparent))
            }
        }
        return batch.map { _ in .done }
    }
}
