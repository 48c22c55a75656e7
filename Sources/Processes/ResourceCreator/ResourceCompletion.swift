import Capabilities
import Contracts
import FoundationEssentials
import Incident
import Pacing
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Writes down that a place was made, and begins what waited for it.
struct ResourceCompletion: Sendable {
    let lock: IncidentLock
    let kind: ResourceKind
    let provider: String
    let object: ExternalObject
    /// The tries that its message took.
    let attempt: Int
    /// Whom it was made with. Who joined meanwhile is let in afterwards.
    let members: Set<String>

    func write(in transaction: UnitOfWork) async throws {
        let held = try await lock.hold(in: transaction)
        guard let planned = held.resources.first(where: { $0.kind == kind }), planned.state != .created else { return }
        transaction.write(
            """
            update core.resource
            set state = 'created', provider = $3, external_id = $4, url = $5, attempts = attempts + $6, error = null,
                created_at = now()
            where incident_id = $1 and kind = $2
            """,
            [
                .uuid(lock.incident.id), .text(kind.rawValue), .text(provider), .text(object.externalID), .init(url),
                .int4(Int32(clamping: attempt)),
            ])
        lock.write("resource", "The \(kind.title) is there\(place).", in: transaction)
        let created = ResourceCreated(
            incident: lock.at(held.version), resource: kind, provider: provider, externalID: object.externalID, url: url
        )
        lock.announce(created, in: transaction)
        try await goOn(from: held, plannedAt: planned.plannedAt, in: transaction)
    }

    private func goOn(from held: IncidentLock.Held, plannedAt: Date, in transaction: UnitOfWork) async throws {
        var graph = held.graph
        for next in graph.created(kind) {
            lock.announce(CreateResource(incident: lock.at(held.version), resource: next), in: transaction)
        }
        if kind.takesMembers {
            for email in held.members where !members.contains(email) {
                lock.announce(
                    AddMember(incident: lock.at(held.version), resource: kind, email: email), in: transaction)
            }
        }
        if graph.isComplete { try await lock.assembled(in: transaction) }
        if graph.isSettled || plannedAt.timeIntervalSinceNow < -ResourcePlan.linkingDelay.seconds {
            lock.link(in: transaction)
        }
    }

    /// Where people open it, or write to it.
    private var url: String? {
        object.url ?? object.address.map { "mailto:\($0)" }
    }

    private var place: String {
        (object.address ?? object.url).map { ": \($0)" } ?? ""
    }
}
