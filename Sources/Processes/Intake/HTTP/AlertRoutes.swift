import HTTPKit
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Incident
import JSON
import Organisation
import Postgres
import IncidentStore

/// `/api/v1/alerts`.
struct AlertRoutes: Sendable {
    var doorkeeper: Doorkeeper
    var bodies: BodyReader
    var database: PostgresClient
    var intake: AlertIntake
    var refused: RefusedBodies
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    func add(to router: some RouterMethods<APIContext>) {
        router.post("/api/v1/alerts") { request, _ in
            try await receive(request, patience: .tooManyRequests) { try AlertReading($0.headers) }
        }
        // Alertmanager never tries again after a 4xx, so a quota is 503 here.
        router.post("/api/v1/alerts/alertmanager") { request, _ in
            try await receive(request, patience: .unavailable) { request in
                try bodies.checkJSON(request.headers)
                return AlertReading(.alertmanager)
            }
        }
        router.get("/api/v1/alerts") { request, _ in try await list(request) }
        router.get("/api/v1/alerts/:id") { request, context in try await show(request, context) }
    }

    private func receive(
        _ request: Request, patience: Doorkeeper.Patience, reading: (Request) throws -> AlertReading
    ) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .alertsWrite, patience: patience)
        let reading = try reading(request)
        let isDryRun = try request.uri.query != nil && request.flag("dry_run")
        return try await bodies.withBody(of: request, limit: BodyReader.alertLimit) { body in
            let alerts = try await parse(body, reading, source: key.name, isDryRun: isDryRun)
            if isDryRun {
                return .json(DryRun.json(alerts, source: key.name, in: try await organisation(), at: Date()))
            }
            if alerts.alerts.isEmpty {
                return .json(AlertAnswerBody.bytes([], rejections: []), status: .accepted)
            }
            let submission = AlertSubmission(
                source: key.name, alerts: alerts, trace: request.trace,
                idempotency: try Idempotency(request, principal: key.name, body: body))
            return try await intake.store(submission).response()
        }
    }

    /// Reads the alerts of a body; what cannot be read is kept for somebody to see.
    private func parse(
        _ body: [UInt8], _ reading: AlertReading, source: String, isDryRun: Bool
    ) async throws -> ParsedAlerts {
        func keep(_ reason: String) async {
            if !isDryRun { await refused.keep(body, source: source, format: reading.format, reason: reason) }
        }
        let alerts: ParsedAlerts
        do {
            alerts = try reading.parse(body)
        } catch {
            await keep("\(error)")
            throw error
        }
        guard let first = alerts.rejections.first else { return alerts }
        await keep("alert \(first.index): \(first.error)")
        guard alerts.alerts.isEmpty, !isDryRun else { return alerts }
        throw Problem(
            .unprocessableContent, "none of the alerts can be used; the first: \(first.error)",
            faults: alerts.rejections.prefix(100).map { .init(place: "/alerts/\($0.index)", detail: $0.error) })
    }

    private func list(_ request: Request) async throws -> Response {
        _ = try await doorkeeper.admit(request, for: .incidentsRead)
        let page = try await AlertReader.list(
            statuses: request.words("status", of: AlertStatus.self), after: request.parameter("cursor"),
            limit: request.limit(), in: database)
        return .json(page.json(\.json))
    }

    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try await doorkeeper.admit(request, for: .incidentsRead)
        let text = context.parameters.get("id") ?? ""
        guard let id = UUID(uuidString: text), let alert = try await AlertReader.alert(id, in: database) else {
            throw Problem(.notFound, "there is no such alert")
        }
        return .json(alert.json)
    }
}
