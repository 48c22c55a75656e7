import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Plans welcomes from the rows as they are.
struct Welcome: Sendable {
    let planner: NoticePlanner

    /// Welcomes everybody who was not welcomed yet.
    func everybody(
        _ reference: IncidentReference, cause: String?, in transaction: UnitOfWork
    ) async throws -> Outcome {
        try await plan(reference, cause: cause, in: transaction) { _, _ in true }
    }

    /// Welcomes one, unless all are still to be welcomed.
    func newcomer(
        _ email: String, to reference: IncidentReference, cause: String?, in transaction: UnitOfWork
    ) async throws -> Outcome {
        let others = try await transaction.query(
            "select 1 as one from notice where incident_id = $1 and kind = 'welcome' limit 1", [.uuid(reference.id)])
        return try await plan(reference, cause: cause, in: transaction) { incident, participant in
            participant.person.email == email && (incident.assembledAt != nil || !others.isEmpty)
        }
    }

    private func plan(
        _ reference: IncidentReference, cause: String?, in transaction: UnitOfWork,
        where isMeant: (IncidentRecord, ParticipantRecord) -> Bool
    ) async throws -> Outcome {
        guard let response = try await IncidentResponse.load(reference.id, for: .system, in: transaction),
            response.incident.version >= reference.version
        else { return .tooEarly }
        let incident = response.incident
        guard incident.status != .closed else { return .done }
        var plan = NoticePlanner.Plan()
        planner.welcome(
            response.participants.filter { isMeant(incident, $0) }, to: incident, resources: response.resources,
            try await planner.environment.organisation.current(),
            cause: cause, into: &plan)
        try await planner.write(plan, in: transaction)
        return .done
    }
}
