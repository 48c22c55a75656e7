import Encodings
import HTTPKit
import AlertDesk
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Incident
import JSON
import Postgres
import IncidentStore

/// `/api/v1/alerts`.
struct AlertRoutes: Sendable {
    var database: PostgresClient
    var reception: AlertReception

    /// The formats of other products that have an address of their own, and how their senders are told to slow down: who
    /// never tries again after a 4xx gets 503.
    private static let products: [(AlertFormat, operation: String, Doorkeeper.Patience)] = [
        (.alertmanager, "sendAlertmanagerWebhook", .unavailable), (.grafana, "sendGrafanaWebhook", .unavailable),
        (.datadog, "sendDatadogWebhook", .unavailable), (.eventbridge, "sendEventBridgeEvents", .tooManyRequests),
        (.pagerduty, "sendPagerDutyEvent", .tooManyRequests), (.opsgenie, "sendOpsgenieAlert", .tooManyRequests),
    ]

    var endpoints: [Endpoint] {
        let names = Self.products.map(\.0.rawValue).joined(separator: ", ")
        return Self.products.map { format, operation, patience in
            Endpoint(
                .post, "/api/v1/alerts/\(format.rawValue)", operation, for: .alertsWrite, patience: patience,
                reading: .idempotencyKey, checksSignature: true
            ) { call in
                try call.bodies.checkJSON(call.request.headers)
                return try await receive(call, AlertReading(format))
            }
        } + [
            Endpoint(.post, "/api/v1/alerts/{id}", nil, for: .alertsWrite) { call in
                throw Problem(
                    .notFound,
                    "\"\(try call.segment("id").prefix(100))\" is no format of alerts: native JSON and CloudEvents go to "
                        + "/api/v1/alerts, and these to /api/v1/alerts/FORMAT: \(names)")
            }.notOffered(),
            Endpoint(
                .post, "/api/v1/alerts/alertmanager/events", "recordAlertmanagerEvents", for: .alertsWrite,
                patience: .unavailable, checksSignature: true, answer: record),
            Endpoint(
                .post, "/api/v1/alerts", "sendAlerts", for: .alertsWrite, reading: .idempotencyKey,
                checksSignature: true
            ) { call in
                try await receive(call, AlertReading(call.request.headers))
            },
            Endpoint(.get, "/api/v1/alerts", "listAlerts", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/alerts/{id}", "showAlert", for: .incidentsRead, answer: show),
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
                reception.intake.store(
                    AlertSubmission(source: request.principal.name, alerts: alerts, trace: request.trace)
                ) { result in
                    answer(result.map { LaneAnswer(status: $0.status, body: $0.body) })
                }
                return true
            }
        }
    }

    /// A body that is too large will be too large again: it is refused for good, and kept as that.
    private func receive(_ call: Call, _ reading: AlertReading) async throws -> Response {
        do {
            return try await take(call, reading)
        } catch var problem as Problem where problem.status == .contentTooLarge {
            problem.status = .unprocessableContent
            await reception.refuse(problem.detail, as: reading.format, from: call.principal.name)
            throw problem
        }
    }

    private func take(_ call: Call, _ reading: AlertReading) async throws -> Response {
        let request = call.request
        let source = call.principal.name
        let isDryRun = try request.uri.query != nil && request.flag("dry_run")
        let isDrill = try request.isDrill()
        return try await call.bodies.withBody(of: request, limit: AlertBody.sizeLimit) { body in
            try call.checkSignature(of: body)
            let alerts = try await reception.read(body, as: reading.format, from: source, isDryRun: isDryRun) {
                try reading.parse(body)
            }
            if isDryRun { return .json(try await reception.dryRun(alerts, from: source, isDrill: isDrill)) }
            let submission = AlertSubmission(
                source: source, alerts: alerts, trace: request.trace, idempotency: call.idempotency(over: body),
                isDrill: isDrill)
            return try await reception.store(submission).response()
        }
    }

    /// Takes what Alertmanager did with its alerts.
    @Sendable private func record(_ call: Call) async throws -> Response {
        try await call.bodies.withBody(of: call.request, limit: AlertBody.sizeLimit) { body in
            try call.checkSignature(of: body)
            let (facts, rejections) = try AlertmanagerEvents.parse(JSON.parse(body, limits: AlertBody.limits))
            try await UpstreamFacts(database: database).record(facts, from: call.principal.name)
            return .json(
                [
                    "accepted": .int(facts.count),
                    "rejected": .array(rejections.map { ["index": .int($0.index), "error": .string($0.error)] }),
                ], status: .accepted)
        }
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let incident = try call.request.parameter("incident").map { text in
            guard let name = IncidentName(text) else {
                throw Problem(
                    .unprocessableContent, "incident: expected a name such as INC-17, found `\(text.prefix(40))`")
            }
            return name
        }
        let page = try await Alerts.list(
            statuses: call.request.words("status", of: AlertStatus.self), of: incident, for: call.principal.viewer,
            after: call.cursor, limit: call.limit, in: database)
        return .json(page.json(\.json))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        guard let id = UUIDText.uuid(from: try call.segment("id")),
            let alert = try await Alerts.alert(id, for: call.principal.viewer, in: database)
        else { throw Problem(.notFound, "there is no such alert") }
        guard case .object(var object) = alert.json else { return .json(alert.json) }
        let facts = try await UpstreamFacts(database: database).about(alert.dedupKey, of: alert.source)
        object["upstream"] = .array(
            facts.map { ["at": $0.at.json, "kind": .string($0.kind.rawValue), "text": .string($0.text)] })
        return .json(.object(object))
    }
}
