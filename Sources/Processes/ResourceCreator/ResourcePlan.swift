import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Plans the places of incidents: a row for each, and a command for each that can be made at once.
struct ResourcePlan: Sendable {
    /// How long links wait for places that take long, before those that are there are linked without them.
    static let linkingDelay: Duration = .seconds(30)

    /// An incident that has no plan yet.
    struct Candidate: Sendable {
        var incident: IncidentReference
        var type: String
        /// The trace that led here.
        var cause: String?
    }

    let organisation: OrganisationConfiguration

    /// Plans all of them with one statement; what was planned before stays as it is.
    func plan(_ candidates: [Candidate], in transaction: UnitOfWork) async throws {
        let rows = candidates.flatMap { candidate in
            kinds(of: candidate.type).map { (incident: candidate.incident.id, kind: $0, provider: provider(of: $0)) }
        }
        let planned = try await transaction.query(Resources.plan(rows))
        var fresh: [UUID: [ResourceKind]] = [:]
        for row in planned {
            fresh[try row.decode("incident_id"), default: []].append(try row.enumeration("kind"))
        }
        for candidate in candidates {
            try await begin(candidate, planned: fresh[candidate.incident.id] ?? [], in: transaction)
        }
    }

    private func begin(
        _ candidate: Candidate, planned kinds: [ResourceKind], in transaction: UnitOfWork
    ) async throws {
        let incident = candidate.incident
        let subject = Subject(incident, cause: candidate.cause)
        for kind in ResourceGraph(planned: kinds).ready {
            transaction.order(CreateResource(incident: incident, resource: kind), about: subject)
        }
        if !kinds.isEmpty {
            transaction.schedule(
                LinkResources(incident: incident), key: Self.linkingKey(incident.id), after: Self.linkingDelay,
                about: subject)
        } else if self.kinds(of: candidate.type).isEmpty {
            try await IncidentLock(incident: incident, cause: candidate.cause).assembled(in: transaction)
        }
    }

    /// What a type asks for; a type that is not configured any more asks for what the default one does.
    private func kinds(of type: String) -> [ResourceKind] {
        let configured = organisation.type(named: type) ?? organisation.defaultType
        let kinds = Set(configured?.resources ?? ResourceKind.allCases)
        return ResourceKind.allCases.filter(kinds.contains)
    }

    private func provider(of kind: ResourceKind) -> String {
        organisation.providers(of: kind.capability).first ?? ProviderSettings.native
    }

    /// Names the timer that links what is there when something takes long.
    static func linkingKey(_ incident: UUID) -> String {
        "link/\(incident.uuidString.lowercased())"
    }
}
