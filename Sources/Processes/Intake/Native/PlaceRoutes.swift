import IncidentStore
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NativeProviders

/// `/api/v1/tickets`, `/api/v1/groups` and `/api/v1/conferences`.
struct PlaceRoutes: Sendable {
    var access: NativeAccess

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/api/v1/tickets/:id") { request, context in
            try await access.admitReader(request, of: context.segment("id"))
            return Response.json(try await access.native.ticketing.ticket(context.segment("id")).json)
        }
        router.get("/api/v1/groups/:id") { request, context in
            try await access.admitReader(request, of: context.segment("id"))
            return Response.json(try await access.native.groups.group(context.segment("id")).json)
        }
        router.get("/api/v1/conferences/:id") { request, context in
            try await access.admitReader(request, of: context.segment("id"))
            return Response.json(try await access.native.conferencing.conference(context.segment("id")).json)
        }
        router.post("/api/v1/conferences/:id/visits") { request, context in try await visit(request, context) }
    }

    /// Writes down that somebody is on the bridge: `{"name": "…", "note": "…"}`.
    private func visit(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await access.doorkeeper.admit(request, for: .incidentsWrite)
        let body = try await access.bodies.json(of: request)
        try body.object(allowing: ["name", "note"])
        let name = try body.optionalLine("name", length: 1...200)
        let note = try body.text("note", length: 0...2000)
        let id = try context.segment("id")
        try await access.native.conferencing.visit(
            id, name: name ?? key.name, note: note ?? "",
            key: Idempotency(request, principal: key.name, body: []).map { "\($0.principal)/\($0.key)" })
        return Response.json(try await access.native.conferencing.conference(id).json, status: .created)
    }
}
