import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentDesk
import IncidentStore
import JSON
import Organisation

/// `/api/v1/people/{person}/engagements`: in which incidents somebody wants to be engaged.
struct EngagementRoutes: Sendable {
    var desk: EngagementDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let path = "/api/v1/people/{person}/engagements"
        return [
            Endpoint(.get, path, "listEngagements", for: .incidentsRead) { call in
                .json(try await desk.engagements(of: try call.segment("person"), in: organisation()).json)
            },
            Endpoint(.put, path, "setEngagements", for: .incidentsWrite, body: EngagementRequest.self) { call, wanted in
                .json(
                    try await desk.set(
                        wanted.rules, of: try call.segment("person"), in: organisation(), actor: call.principal.name
                    ).json)
            },
        ]
    }
}
