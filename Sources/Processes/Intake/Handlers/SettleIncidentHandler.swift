import Contracts
import IncidentDesk
import WorkStore
import WorkerKit

/// Brings incidents to where their alerts are.
struct SettleIncidentHandler: DatabaseHandler {
    func handle(_ batch: [Received<SettleIncident>], in work: UnitOfWork) async throws -> [Outcome] {
        try await IncidentSettlement.settle(batch.map { ($0.body.incident, $0.traceparent) }, in: work)
        return batch.map { _ in .done }
    }
}
