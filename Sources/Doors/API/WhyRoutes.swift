import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import Organisation
import PageDesk

/// `/api/v1/why/{subject}`: why somebody was, or was not, paged.
struct WhyRoutes: Sendable {
    var desk: WhyDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/why/{subject}", "tellWhy", for: .incidentsRead) { call in
                let moment = try call.request.time("at")
                return .json(
                    try await desk.why(
                        call.segment("subject"), at: moment, in: organisation(), viewer: call.principal.viewer
                    ).json)
            }
        ]
    }
}
