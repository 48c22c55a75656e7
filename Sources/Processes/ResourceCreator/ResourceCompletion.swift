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
    /// Whom it was made with. Who joined meanwhile is let in afterwards, and who left is taken out.
    let members: Set<String>

    func write(in transaction: UnitOfWork) async throws {
        let held = try await lock.hold(in: transaction)
        guard let planned = held.resource(kind), planned.state != .created else { return }
        transaction.write(
            Resources.created(
                kind, of: lock.incident.id, by: provider, externalID: object.externalID, url: object.place))
        var made = planned
        made.provider = provider
        made.externalID = object.externalID
        made.url = object.place
        IncidentLock(incident: lock.at(held.incident.version), cause: lock.cause).created([made], in: transaction)
        try await goOn(from: held, plannedAt: planned.plannedAt, in: transaction)
    }

    private func goOn(from held: IncidentResponse, plannedAt: Date, in transaction: UnitOfWork) async throws {
        var graph = held.graph
        for next in graph.created(kind) {
            lock.order(CreateResource(incident: lock.at(held.incident.version), resource: next), in: transaction)
        }
        if kind.takesMembers {
            for email in members.symmetricDifference(held.members).sorted() {
                lock.order(
                    AddMember(incident: lock.at(held.incident.version), resource: kind, email: email), in: transaction)
            }
        }
        if graph.isComplete { try await lock.assembled(in: transaction) }
        if graph.isSettled || plannedAt.timeIntervalSinceNow < -LinkingTimer.delay.seconds {
            lock.link(in: transaction)
        }
    }
}

extension ExternalObject {
    /// Where people open it, or write to it.
    var place: String? {
        url ?? address.map { "mailto:\($0)" }
    }
}
