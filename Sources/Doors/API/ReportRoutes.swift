import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import PeopleDesk
import PeopleStore

/// `/api/v1/incidents/{name}/reports`: how it stands, what is being done, what is needed.
struct ReportRoutes: Sendable {
    var desk: ReportDesk

    var endpoints: [Endpoint] {
        let path = "/api/v1/incidents/{name}/reports"
        return [
            Endpoint(.get, path, "listReports", for: .incidentsRead, reading: .page) { call in
                let page = try await desk.reports(
                    of: call.incidentName(), for: call.principal.viewer, after: call.cursor, limit: call.limit)
                return .json(page.json(\.json))
            },
            Endpoint(
                .post, path, "writeReport", for: .incidentsWrite, reading: .idempotencyKey,
                body: StatusReportRequest.self, answer: write),
            Endpoint(
                .post, "\(path)/delays", "delayReport", for: .incidentsWrite, reading: .idempotencyKey,
                body: ReportDelayRequest.self, answer: delay),
            Endpoint(.get, "\(path)/draft", "draftReport", for: .incidentsRead) { call in
                .json(try await desk.draft(of: call.incidentName(), for: call.principal.viewer).json)
            },
        ]
    }

    @Sendable private func delay(_ call: Call, _ request: ReportDelayRequest) async throws -> Response {
        try await desk.delay(
            request, of: call.incidentName(), actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }

    @Sendable private func write(_ call: Call, _ request: StatusReportRequest) async throws -> Response {
        try await desk.write(
            request, of: call.incidentName(), actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}
