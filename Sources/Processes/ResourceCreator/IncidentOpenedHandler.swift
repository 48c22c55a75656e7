import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Plans the places of incidents that were opened.
struct IncidentOpenedHandler: DatabaseHandler {
    let organisation: OrganisationSource

    func handle(_ batch: [Received<IncidentOpened>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let rows = try await transaction.query(
            "select id, version, status, type from core.incident where id = any($1)",
            [.uuidArray(batch.map(\.body.incident.id))])
        var found: [UUID: PostgresRow] = [:]
        for row in rows { found[try row.decode("id")] = row }
        var candidates: [ResourcePlan.Candidate] = []
        var outcomes: [Outcome] = []
        for message in batch {
            let incident = message.body.incident
            guard let row = found[incident.id], try row.decode("version", as: Int.self) >= incident.version else {
                outcomes.append(.tooEarly)
                continue
            }
            outcomes.append(.done)
            guard try row.enumeration("status", of: IncidentStatus.self) != .closed else { continue }
            candidates.append(
                ResourcePlan.Candidate(
                    incident: incident, type: try row.decode("type"), cause: message.traceparent))
        }
        guard !candidates.isEmpty, !outcomes.contains(.tooEarly) else { return outcomes }
        try await ResourcePlan(organisation: organisation.current()).plan(candidates, in: transaction)
        return outcomes
    }
}
