import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import NativeProviders

/// `/api/v1/tickets`, `/api/v1/groups` and `/api/v1/conferences`.
struct PlaceRoutes: Sendable {
    var access: NativeAccess

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/tickets/{id}", "showTicket", for: .incidentsRead) { call in
                .json(try await access.native.ticketing.ticket(call.place(in: access)).json)
            },
            Endpoint(.get, "/api/v1/groups/{id}", "showGroup", for: .incidentsRead) { call in
                .json(try await access.native.groups.group(call.place(in: access)).json)
            },
            Endpoint(.get, "/api/v1/conferences/{id}", "showConference", for: .incidentsRead) { call in
                .json(try await access.native.conferencing.conference(call.place(in: access)).json)
            },
            Endpoint(
                .post, "/api/v1/conferences/{id}/visits", "visitConference", for: .incidentsWrite,
                reading: .idempotencyKey, body: VisitRequest.self, answer: visit),
        ]
    }

    /// Writes down that somebody is on the bridge.
    @Sendable private func visit(_ call: Call, _ visit: VisitRequest) async throws -> Response {
        let id = try call.segment("id")
        try await access.native.conferencing.visit(
            id, name: visit.name ?? call.principal.name, note: visit.note ?? "",
            key: call.idempotencyKey.map { "\(call.principal.name)/\($0)" })
        return .json(try await access.native.conferencing.conference(id).json, status: .created)
    }
}
