import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import WorkStore
import WorkerKit

/// Plans the places of incidents that were opened, and makes those that come with Muster.
struct IncidentOpenedHandler: DatabaseHandler {
    let environment: WorkerEnvironment

    func handle(_ batch: [Received<IncidentOpened>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let responses = try await IncidentResponse.hold(
            batch.map(\.body.incident.id), for: .system, in: transaction)
        var candidates: [ResourcePlan.Candidate] = []
        var outcomes: [Outcome] = []
        for message in batch {
            let incident = message.body.incident
            guard let response = responses[incident.id], response.incident.version >= incident.version else {
                outcomes.append(.tooEarly)
                continue
            }
            outcomes.append(.done)
            guard response.incident.status != .closed else { continue }
            candidates.append(
                ResourcePlan.Candidate(incident: incident, response: response, cause: message.traceparent))
        }
        guard !candidates.isEmpty, !outcomes.contains(.tooEarly) else { return outcomes }
        let plan = ResourcePlan(
            organisation: try await environment.organisation.current(),
            publicURL: environment.configuration.publicURL)
        try await plan.plan(candidates, in: transaction)
        return outcomes
    }
}
