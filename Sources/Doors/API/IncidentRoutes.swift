import CostStore
import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation
import PageStore
import PeopleDesk
import PeopleStore
import Postgres
import TaskStore

/// `/api/v1/incidents`.
struct IncidentRoutes: Sendable {
    var database: PostgresClient
    var writer: IncidentWriter
    var history: HistoryDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var publicURL: String

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/incidents", "openIncident", for: .incidentsWrite, reading: .idempotencyKey,
                body: ReportRequest.self, answer: open),
            Endpoint(.get, "/api/v1/incidents", "listIncidents", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/incidents/{name}", "showIncident", for: .incidentsRead) { call in
                let name = try call.incidentName()
                guard let moment = try call.request.time("at") else { return try await show(name, to: call.principal) }
                return .json(try await history.incident(name, at: moment, for: call.principal.viewer).json)
            },
            Endpoint(
                .post, "/api/v1/incidents/{name}/merge", "mergeIncident", for: .incidentsWrite,
                reading: .idempotencyKey, body: MergeRequest.self, answer: merge),
            Endpoint(
                .patch, "/api/v1/incidents/{name}", "changeIncident", for: .incidentsWrite, reading: .ifMatch,
                body: IncidentChange.self, answer: change),
            Endpoint(
                .post, "/api/v1/incidents/{name}/participants", "addParticipant", for: .incidentsWrite,
                reading: .idempotencyKey, body: RoleRequest.self
            ) { call, wanted in
                try await assign(wanted.role ?? .participant, wanted, call)
            },
            Endpoint(
                .post, "/api/v1/incidents/{name}/roles", "assignRole", for: .incidentsWrite,
                reading: .idempotencyKey, body: RoleRequest.self
            ) { call, wanted in
                guard let role = wanted.role else {
                    throw JSONReader(.object([:])).error(expected: "a role", found: "none")
                }
                return try await assign(role, wanted, call)
            },
            Endpoint(
                .get, "/api/v1/incidents/{name}/timeline", "showTimeline", for: .incidentsRead, reading: .page,
                answer: timeline),
            Endpoint(
                .get, "/api/v1/incidents/{name}/resources", "listResources", for: .incidentsRead, answer: resources),
        ]
    }

    @Sendable private func open(_ call: Call, _ report: ReportRequest) async throws -> Response {
        var report = report
        if try call.request.isDrill() { report.drill = true }
        let organisation = try await organisation()
        let answer = try await writer.open(
            report.draft(in: organisation, actor: call.principal.name), in: organisation,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        var headers: HTTPFields = [:]
        if let name = (try? JSON.parse(answer.body))?["name"]?.stringValue {
            headers[.location] = "/api/v1/incidents/\(name)"
            headers[.eTag] = "\"1\""
        }
        return answer.response(headers: headers)
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let page = try await Incidents.list(
            statuses: call.request.words("status", of: IncidentStatus.self), for: call.principal.viewer,
            after: call.cursor, limit: call.limit, in: database)
        return .json(page.json { .object($0.json(publicURL: publicURL)) })
    }

    func show(_ name: IncidentName, to principal: Principal) async throws -> Response {
        guard let detail = try await IncidentDetail.load(name, for: principal.viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        var object = detail.json(publicURL: publicURL)
        let pages = try await PageRecords.pages(of: detail.incident.id, for: principal.viewer, in: database)
        object["pages"] = .array(pages.map(\.json))
        object["cost"] = .optional(
            try await CostAccounts.document(of: detail.incident.id, for: principal.viewer, in: database))
        let tasks = try await TaskRows.list(
            of: detail.incident.id, for: principal.viewer, limit: IncidentDetail.limit, in: database)
        object["tasks"] = .array(tasks.items.reversed().map(\.json))
        object["tags"] = .array(
            try await Tags.list(of: detail.incident.id, for: principal.viewer, in: database).map(\.json))
        try await Merges.links(of: detail.incident.id, for: principal.viewer, in: database).write(to: &object)
        object["questions"] = try await Questions.list(
            of: detail.incident.id, for: principal.viewer, in: database
        ).json
        return .json(
            .object(object), headers: [.eTag: "\"\(detail.incident.version)\""])
    }

    @Sendable private func change(_ call: Call, _ change: IncidentChange) async throws -> Response {
        let name = try call.incidentName()
        let organisation = try await organisation()
        try change.check(organisation)
        try await writer.change(
            name, change, in: organisation, ifVersion: call.version, actor: call.principal.name,
            viewer: call.principal.viewer,
            trace: call.request.trace)
        return try await show(name, to: call.principal)
    }

    @Sendable private func merge(_ call: Call, _ request: MergeRequest) async throws -> Response {
        let name = try call.incidentName()
        let kept = try await writer.merge(
            name, request, actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        if let kept { return kept.response() }
        return try await show(name, to: call.principal)
    }

    private func assign(_ role: ParticipantRole, _ wanted: RoleRequest, _ call: Call) async throws -> Response {
        let name = try call.incidentName()
        let person = try await organisation().person(wanted.person.email) ?? wanted.person
        let kept = try await writer.assign(
            role, to: person, of: name, note: wanted.note, actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        if let kept { return kept.response() }
        return try await show(name, to: call.principal)
    }

    @Sendable private func timeline(_ call: Call) async throws -> Response {
        let incident = try await call.incident(in: database)
        let cursor = try call.cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "the value of `cursor`")
            }
            return id
        }
        let page = try await Timeline.page(
            of: incident.id, for: call.principal.viewer, in: .time, after: cursor, limit: call.limit, in: database)
        return .json(page.json(\.json))
    }

    @Sendable private func resources(_ call: Call) async throws -> Response {
        let incident = try await call.incident(in: database)
        let resources = try await Resources.resources(
            of: incident.id, for: call.principal.viewer, in: database)
        return .json(Page(items: resources, nextCursor: nil).json(\.json))
    }
}

extension Call {
    /// The name of the incident in the address.
    /// - Throws: ``Problem`` 404 for what is no name.
    func incidentName() throws -> IncidentName {
        guard let name = IncidentName(try segment("name")) else {
            throw Problem(.notFound, "incidents have names such as INC-17")
        }
        return name
    }

    /// The incident that the address names.
    /// - Throws: `IncidentDeskError.noIncident` also for one that the caller may not see.
    func incident(in database: PostgresClient) async throws -> IncidentRecord {
        let name = try incidentName()
        guard let incident = try await Incidents.incident(name, for: principal.viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        return incident
    }
}

extension StoredAnswer {
    func response(headers: HTTPFields = [:]) -> Response {
        var headers = headers
        if isReplay { headers[.idempotencyReplayed] = "true" }
        return .json(body, status: .init(code: status), headers: headers)
    }
}
