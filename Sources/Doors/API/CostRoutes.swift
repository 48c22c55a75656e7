import CostStore
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation
import Postgres

/// `/api/v1/incidents/{name}/cost` and `…/costs`: what an incident costs, and what somebody enters by hand.
struct CostRoutes: Sendable {
    var database: PostgresClient
    var writer: IncidentWriter
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/incidents/{name}/cost", "showCost", for: .incidentsRead, answer: show),
            Endpoint(
                .post, "/api/v1/incidents/{name}/costs", "enterCost", for: .incidentsWrite, reading: .idempotencyKey,
                body: CostRequest.self, answer: enter),
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let incident = try await call.incident(in: database)
        guard
            let document = try await CostAccounts.document(of: incident.id, for: call.principal.viewer, in: database)
        else {
            throw IncidentDeskError.notCounted(incident.name)
        }
        return .json(document)
    }

    @Sendable private func enter(_ call: Call, _ request: CostRequest) async throws -> Response {
        try await writer.enter(
            request, of: call.incidentName(), by: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}
