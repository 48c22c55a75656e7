import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import Organisation
import PeopleDesk
import PeopleStore

/// `/api/v1/incidents/{name}/tags`: how people sort an incident.
struct TagRoutes: Sendable {
    var desk: TagDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let path = "/api/v1/incidents/{name}/tags"
        return [
            Endpoint(.get, path, "listTags", for: .incidentsRead) { call in
                let tags = try await desk.tags(of: call.incidentName(), for: call.principal.viewer)
                return .json(Page(items: tags, nextCursor: nil).json(\.json))
            },
            Endpoint(
                .post, path, "changeTags", for: .incidentsWrite, reading: .idempotencyKey, body: TagRequest.self,
                answer: change),
        ]
    }

    @Sendable private func change(_ call: Call, _ request: TagRequest) async throws -> Response {
        try await desk.change(
            request, of: call.incidentName(), in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}
