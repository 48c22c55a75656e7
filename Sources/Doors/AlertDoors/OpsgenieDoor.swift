public import AlertDesk
import Encodings
import FoundationEssentials
public import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON

/// The addresses of Opsgenie's Alert API, and of the same in Jira Service Management, answered as there: its senders need
/// another address and a key, which they send as `Authorization: GenieKey`.
public enum OpsgenieDoor {
    /// The addresses, with what tells their operations apart.
    static let bases = [("/v2/alerts", ""), ("/jsm/ops/integration/v2/alerts", "OfJira")]

    /// The door.
    /// - Parameters:
    ///   - reception: takes alerts.
    ///   - alerts: what senders may ask of theirs.
    public static func make(reception: AlertReception, alerts: SenderAlerts) -> Door {
        let routes = OpsgenieRoutes(reception: reception, alerts: alerts)
        return Door(bases.flatMap { routes.endpoints($0, suffix: $1) }.map { $0.telling(OpsgenieAnswer.problem) })
    }
}

struct OpsgenieRoutes: Sendable {
    var reception: AlertReception
    var alerts: SenderAlerts

    func endpoints(_ base: String, suffix: String) -> [Endpoint] {
        func endpoint(
            _ method: HTTPRequest.Method, _ path: String, _ operation: String,
            _ answer: @escaping @Sendable (Call) async throws -> OpsgenieAnswer
        ) -> Endpoint {
            Endpoint(method, base + path, operation + suffix, for: .alertsWrite) { call in
                let began = ContinuousClock.now
                return try await answer(call).response(after: began.duration(to: .now))
            }
        }
        return [
            endpoint(.post, "", "createOpsgenieAlert") { try await create($0) },
            endpoint(.get, "", "listOpsgenieAlerts") { try await list($0) },
            endpoint(.post, "/{identifier}/notes", "noteOpsgenieAlert") { call in
                try await say(call) { try OpsgenieAlerts.note($0, $1) }
            },
            endpoint(.get, "/{identifier}/notes", "listOpsgenieNotes") { try await notes($0) },
            endpoint(.get, "/{identifier}", "showOpsgenieAlert") { try await show($0) },
            endpoint(.get, "/requests/{request}", "showOpsgenieRequest") { try await showRequest($0) },
            endpoint(.post, "/{identifier}/close", "closeOpsgenieAlert") { call in
                try await say(call) { OpsgenieAlerts.closed($0, $1) }
            },
            endpoint(.post, "/{identifier}/acknowledge", "acknowledgeOpsgenieAlert") { call in
                try await say(call) { OpsgenieAlerts.acknowledged($0, $1) }
            },
            endpoint(.post, "/{identifier}/unacknowledge", "unacknowledgeOpsgenieAlert") { call in
                try await say(call) { OpsgenieAlerts.unacknowledged($0, $1) }
            },
            endpoint(.put, "/{identifier}/message", "changeOpsgenieMessage") { call in
                try await say(call) { ParsedAlerts(changes: [try OpsgenieAlerts.change("message", of: $0, $1)]) }
            },
            endpoint(.put, "/{identifier}/description", "changeOpsgenieDescription") { call in
                try await say(call) { ParsedAlerts(changes: [try OpsgenieAlerts.change("description", of: $0, $1)]) }
            },
        ]
    }

    private func create(_ call: Call) async throws -> OpsgenieAnswer {
        try await call.bodies.withBody(of: call.request, limit: OpsgenieAnswer.limit) { body in
            let alerts = try await reception.read(body, as: .opsgenie, from: call.principal.name) {
                try OpsgenieAlerts.parse(OpsgenieAnswer.json(body))
            }
            return try await store(alerts, of: call)
        }
    }

    /// Says something of an alert. One that is not there is no error: senders say it before they know, and give up all
    /// that follows when they are told so.
    private func say(
        _ call: Call, _ read: (_ alias: String, _ body: JSON) throws -> ParsedAlerts
    ) async throws -> OpsgenieAnswer {
        try await call.bodies.withBody(of: call.request, limit: OpsgenieAnswer.limit) { body in
            let json = try OpsgenieAnswer.json(body)
            guard let key = try await alerts.key(of: OpsgenieName.read(call), of: call.principal.name) else {
                return OpsgenieAnswer.accepted(nil)
            }
            return try await store(try read(key, json), of: call)
        }
    }

    private func store(_ alerts: ParsedAlerts, of call: Call) async throws -> OpsgenieAnswer {
        let stored = try await reception.store(
            AlertSubmission(
                source: call.principal.name, alerts: alerts, trace: call.request.trace,
                isDrill: call.request.isDrill()))
        let id = try JSON.parse(stored.body)["alerts"]?[0]?["id"]?.stringValue
        return OpsgenieAnswer.accepted(id.flatMap { UUIDText.uuid(from: $0) })
    }

    private func show(_ call: Call) async throws -> OpsgenieAnswer {
        guard let alert = try await alerts.find(OpsgenieName.read(call), of: call.principal.name) else {
            throw Problem(.notFound, "Alert does not exist")
        }
        return OpsgenieAnswer.data(OpsgenieAnswer.alert(alert))
    }

    /// A request is known by the alert that it was about.
    private func showRequest(_ call: Call) async throws -> OpsgenieAnswer {
        guard let id = UUIDText.uuid(from: try call.segment("request")),
            let alert = try await alerts.find(.id(id), of: call.principal.name)
        else { throw Problem(.notFound, "Request not found. It may not be processed yet, or there was no such alert.") }
        return OpsgenieAnswer.data([
            "success": true, "isSuccess": true, "status": "Processed alert request",
            "processedAt": alert.lastAt.json, "alertId": .string(UUIDText.string(from: alert.id)),
            "alias": .string(alert.dedupKey),
        ])
    }
}

/// How the address of a request names an alert.
enum OpsgenieName {
    /// Characters of an identifier at most, as at Opsgenie; an address holds no more anyway.
    private static let longest = 512

    /// By `identifierType`: `id` (default), `tiny` or `alias`. What is no id is taken for an alias when the type is not
    /// said: what a sender means to close must not stay open.
    static func read(_ call: Call) throws -> SenderAlerts.Name {
        guard try call.segment("identifier").unicodeScalars.count <= longest else {
            throw Problem(.unprocessableContent, "identifier must have at most \(longest) characters")
        }
        return try read(try call.segment("identifier"), type: call.request.parameter("identifierType"))
    }

    static func read(_ text: String, type: String?) throws -> SenderAlerts.Name {
        switch type?.lowercased() {
        case "alias": return .key(text)
        case "tiny": return TinyID.ids(text).map { .tiny($0) } ?? .key(text)
        case "id", nil: return UUIDText.uuid(from: text).map { .id($0) } ?? .key(text)
        case .some(let other):
            throw Problem(
                .unprocessableContent, "identifierType must be id, tiny or alias, and not \(other.prefix(40))")
        }
    }
}
