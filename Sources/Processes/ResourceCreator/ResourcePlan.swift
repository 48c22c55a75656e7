import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import NativeProviders
import Organisation
import Postgres
import WorkStore
import WorkerKit

/// Plans the places of incidents, any number in one transaction and with one statement for each table: those that come with
/// Muster are there when it commits, and of the others each has a command.
struct ResourcePlan: Sendable {
    /// An incident whose places are to be planned.
    struct Candidate: Sendable {
        var incident: IncidentReference
        /// Its rows, held by the transaction that plans.
        var response: IncidentResponse
        /// The trace that led here.
        var cause: String?
    }

    let organisation: OrganisationConfiguration
    let publicURL: String

    /// Plans all of them; what was planned before stays as it is.
    func plan(_ candidates: [Candidate], in work: UnitOfWork) async throws {
        var places = NativePlaces(publicURL: publicURL, settings: organisation.native)
        var plans = candidates.map { IncidentPlan($0, in: organisation, publicURL: publicURL) }
        for index in plans.indices { plans[index].add(to: &places) }
        let made = try await places.make(in: work)
        for index in plans.indices { plans[index].keep(made) }
        let fresh = try await write(plans, in: work)
        let complete = plans.filter { $0.begin(fresh[$0.candidate.incident.id] ?? [], in: work) }
        try await IncidentLock.assembled(
            complete.map { IncidentLock(incident: $0.candidate.incident, cause: $0.candidate.cause) }, in: work)
    }

    /// - Returns: what was planned by nobody else, by incident.
    private func write(_ plans: [IncidentPlan], in work: UnitOfWork) async throws -> [UUID: Set<ResourceKind>] {
        let records = plans.flatMap { plan in plan.records.map { (plan.candidate.incident.id, $0) } }
        if records.isEmpty { return [:] }
        var fresh: [UUID: Set<ResourceKind>] = [:]
        for row in try await work.query(Resources.plan(records)) {
            fresh[try row.decode("incident_id"), default: []].insert(try row.enumeration("kind"))
        }
        return fresh
    }
}
