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
    let attempt: Int

    func write(in transaction: UnitOfWork) async throws {
        let held = try await lock.hold(in: transaction)
        guard let planned = held.resources.first(where: { $0.kind == kind }), planned.state != .created else { return }
        let detail = String(failure.detail.prefix(1000))
        mark(kind, state: .failed, error: detail, attempts: attempt, in: transaction)
        lock.write("resource", "The \(kind.title) could not be made: \(detail)", in: transaction)
        var graph = held.graph
        for blocked in graph.failed(kind) {
            let reason = "it waits for the \(kind.title), which could not be made"
            mark(blocked, state: .pending, error: reason, attempts: 0, in: transaction)
        }
        let failed = ResourceFailed(
            incident: lock.at(held.version), resource: kind, provider: planned.provider, error: detail)
        lock.announce(failed, in: transaction)
        if graph.isSettled { lock.link(in: transaction) }
    }

    private func mark(
        _ kind: ResourceKind, state: ResourceState, error: String, attempts: Int, in transaction: UnitOfWork
    ) {
        transaction.write(
            """
            update core.resource set state = $3, error = $4, attempts = attempts + $5
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(lock.incident.id), .text(kind.rawValue), .text(state.rawValue), .text(error),
                .int4(Int32(clamping: attempts)),
            ])
    }
}
