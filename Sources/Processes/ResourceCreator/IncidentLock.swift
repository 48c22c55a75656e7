import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// What is written when something about an incident's places changes. Every change holds the incident's row, so that of
/// two that end at the same time one sees the other: what waits for both is begun exactly once.
struct IncidentLock: Sendable {
    var incident: IncidentReference
    /// The trace that led here.
    var cause: String?

    /// Takes the incident's row, and reads what belongs to it after that.
    func hold(in transaction: UnitOfWork) async throws -> IncidentResponse {
        guard let held = try await IncidentResponse.hold(incident.id, for: .system, in: transaction) else {
            throw Failure(.deadLetter, code: "no-incident", detail: "\(incident.name) is not there")
        }
        return held
    }

    /// Notes that everything is there, once.
    func assembled(in transaction: UnitOfWork) async throws {
        try await Self.assembled([self], in: transaction)
    }

    /// Notes of several incidents, whose rows are held, that everything is there, once of each.
    static func assembled(_ locks: [IncidentLock], in transaction: UnitOfWork) async throws {
        if locks.isEmpty { return }
        var versions: [UUID: Int] = [:]
        for row in try await transaction.query(Incidents.assembled(locks.map(\.incident.id))) {
            versions[try row.decode("id")] = try row.decode("version")
        }
        for lock in locks {
            guard let version = versions[lock.incident.id] else { continue }
            lock.write(.assembled, "Everything that the response needs is there.", in: transaction)
            lock.announce(IncidentAssembled(incident: lock.at(version)), in: transaction)
        }
    }

    /// Tells that places are there.
    func created(_ resources: [ResourceRecord], in transaction: UnitOfWork) {
        if resources.isEmpty { return }
        transaction.write(
            Timeline.append(
                resources.map { resource in
                    let place = resource.url.map { ": \($0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0)" }
                    return line(.resource, "The \(resource.kind.title) is there\(place ?? "").")
                }))
        for resource in resources {
            announce(
                ResourceCreated(
                    incident: incident, resource: resource.kind, provider: resource.provider,
                    externalID: resource.externalID ?? "", url: resource.url), in: transaction)
        }
    }

    /// Has the links set now, instead of when the timer of the plan fires.
    func link(in transaction: UnitOfWork) {
        transaction.cancelTimer(key: LinkingTimer.key(incident.id))
        order(LinkResources(incident: incident), in: transaction)
    }

    /// Adds a line to the timeline.
    func write(_ kind: TimelineKind, _ text: String, in transaction: UnitOfWork) {
        transaction.write(Timeline.append([line(kind, text)]))
    }

    private func line(_ kind: TimelineKind, _ text: String) -> Timeline.Line {
        Timeline.Line(of: incident.id, kind, by: "resource-creator", text)
    }

    /// Announces something about the incident.
    func announce(_ fact: some Fact, in transaction: UnitOfWork) {
        transaction.announce(fact, about: Subject(incident, cause: cause))
    }

    /// Has something done about the incident's places.
    func order(_ command: some Command, in transaction: UnitOfWork) {
        transaction.order(command, about: Subject(incident, cause: cause))
    }

    /// The incident at a version.
    func at(_ version: Int) -> IncidentReference {
        IncidentReference(id: incident.id, name: incident.name, version: version)
    }
}
