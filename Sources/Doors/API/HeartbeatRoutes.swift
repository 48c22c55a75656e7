import AlertDesk
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import Organisation

/// `/api/v1/heartbeats`: what says regularly that all is well.
struct HeartbeatRoutes: Sendable {
    var desk: HeartbeatDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/heartbeats", "listHeartbeats", for: .incidentsRead) { _ in
                let records = try await desk.list(of: organisation())
                return .json(["items": .array(records.map(\.json)), "next_cursor": .null])
            },
            Endpoint(.post, "/api/v1/heartbeats/{name}", "sendHeartbeat", for: .alertsWrite) { call in
                let record = try await desk.beat(
                    call.segment("name"), from: call.principal.name, in: organisation(), trace: call.request.trace)
                return .json(record.json)
            },
        ]
    }
}
