import AlertDesk
import Contracts
import WorkStore
import WorkerKit

/// Opens or joins incidents for alerts that their routes waited with for long enough.
struct RouteAlertHandler: DatabaseHandler {
    let alerts: WaitingAlerts

    func handle(_ batch: [Received<RouteAlert>], in work: UnitOfWork) async throws -> [Outcome] {
        try await alerts.route(batch.map(\.body.alert), in: work)
        return batch.map { _ in .done }
    }
}
