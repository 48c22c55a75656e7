import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Writes down that a place could not be made. The incident stays usable without it; replaying the dead letter makes it.
struct ResourceGap: Sendable {
    let lock: IncidentLock
    let kind: ResourceKind
    let failure: Failure

    func write(in transaction: UnitOfWork) async throws {
        let held = try await lock.hold(in: transaction)
        guard let planned = held.resource(kind), planned.state != .created else { return }
        let detail = String(failure.detail.prefix(1000))
        transaction.write(
            Resources.missing(kind, of: lock.incident.id, state: .failed, error: detail, tries: failure.isTry ? 1 : 0))
        lock.write(.resource, "The \(kind.title) could not be made: \(detail)", in: transaction)
        var graph = held.graph
        for blocked in graph.failed(kind) {
            let reason = "it waits for the \(kind.title), which could not be made"
            transaction.write(
                Resources.missing(blocked, of: lock.incident.id, state: .pending, error: reason, tries: 0))
        }
        let failed = ResourceFailed(
            incident: lock.at(held.incident.version), resource: kind, provider: planned.provider, error: detail)
        lock.announce(failed, in: transaction)
        if graph.isSettled { lock.link(in: transaction) }
    }
}
