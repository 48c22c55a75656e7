import Encodings
import HTTPKit
import AlertDesk
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Incident
import JSON
import Organisation
import Postgres
import IncidentStore

/// `/api/v1/alerts`.
struct AlertRoutes: Sendable {
    var database: PostgresClient
    var intake: AlertIntake
    var refused: RefusedBodies
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let doors = formats
        let names = doors.map { $0.path.split(separator: "/").last.map(String.init) ?? "" }.joined(separator: ", ")
        return doors + [
            Endpoint(.post, "/api/v1/alerts/{id}", nil, for: .alertsWrite) { call in
                throw Problem(
                    .notFound,
                    "\"\(try call.segment("id").prefix(100))\" is no format of alerts: native JSON and CloudEvents go to "
                        + "/api/v1/alerts, and these to /api/v1/alerts/FORMAT: \(names)")
            },
            Endpoint(
                .post, "/api/v1/alerts", "sendAlerts", for: .alertsWrite, reading: .idempotencyKey
            ) { call in
                try await receive(call, AlertReading(call.request.headers))
            },
            Endpoint(.get, "/api/v1/alerts", "listAlerts", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/alerts/{id}", "showAlert", for: .incidentsRead, answer: show),
        ]
    }

    /// The doors of formats that have an address of their own.
    private var formats: [Endpoint] {
        [
            // Alertmanager never tries again after a 4xx, so a quota is 503 here.
            Endpoint(
                .post, "/api/v1/alerts/alertmanager", "sendAlertmanagerWebhook", for: .alertsWrite,
                patience: .unavailable, reading: .idempotencyKey
            ) { call in
                try call.bodies.checkJSON(call.request.headers)
                return try await receive(call, AlertReading(.alertmanager))
            }
        ]
    }

    /// The plain requests of senders that have one alert or a few in each, which is nearly all that arrives.
    var lanes: [Lane] {
        [("/api/v1/alerts", AlertFormat.native), ("/api/v1/alerts/alertmanager", .alertmanager)].map { path, format in
            Lane(path, for: .alertsWrite) { request, answer in
                // What cannot be used is told, and kept, by the endpoint.
                guard let alerts = try? AlertReading(format).parse(request.body), alerts.rejections.isEmpty,
                    !alerts.alerts.isEmpty
                else { return false }
                intake.store(
                    AlertSubmission(source: request.principal.name, alerts: alerts, trace: request.trace)
                ) { result in
                    answer(result.map { LaneAnswer(status: $0.status, body: $0.body) })
                }
                return true
            }
        }
    }

    private func receive(_ call: Call, _ reading: AlertReading) async throws -> Response {
        let request = call.request
        let source = call.principal.name
        let isDryRun = try request.uri.query != nil && request.flag("dry_run")
        return try await call.bodies.withBody(of: request, limit: AlertReading.bodyLimit) { body in
            let alerts = try await parse(body, reading, source: source, isDryRun: isDryRun)
            if isDryRun {
                return .json(DryRun.json(alerts, source: source, in: try await organisation(), at: Date()))
            }
            if alerts.alerts.isEmpty {
                return .json(AlertAnswerBody.bytes([], rejections: []), status: .accepted)
            }
            let submission = AlertSubmission(
                source: source, alerts: alerts, trace: request.trace, idempotency: call.idempotency(over: body))
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

    @Sendable private func list(_ call: Call) async throws -> Response {
        let page = try await Alerts.list(
            statuses: call.request.words("status", of: AlertStatus.self), for: call.principal.viewer,
            after: call.cursor, limit: call.limit, in: database)
        return .json(page.json(\.json))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        guard let id = UUIDText.uuid(from: try call.segment("id")),
            let alert = try await Alerts.alert(id, for: call.principal.viewer, in: database)
        else { throw Problem(.notFound, "there is no such alert") }
        return .json(alert.json)
    }
}
