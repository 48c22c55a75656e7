import AlertDesk
import Contracts
import Organisation
import WorkStore
import WorkerKit

/// Routes what a silence or a maintenance window held back. The timer only wakes: what is held back still, the rows say.
struct RecoverAlertsHandler: DatabaseHandler {
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var recovery: AlertRecovery

    func handle(_ batch: [Received<RecoverAlerts>], in work: UnitOfWork) async throws -> [Outcome] {
        let organisation = try await organisation()
        for message in batch {
            try await recovery.recover(
                message.body, about: Subject(name: message.subject, id: nil, cause: message.traceparent),
                in: organisation, work: work)
        }
        return batch.map { _ in .done }
    }
}
