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

/// `/api/v1/incidents`.
struct IncidentRoutes: Sendable {
    var doorkeeper: Doorkeeper
    var bodies: BodyReader
    var database: PostgresClient
    var writer: IncidentWriter
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var publicURL: String

    func add(to router: some RouterMethods<APIContext>) {
        router.post("/api/v1/incidents") { request, _ in try await open(request) }
        router.get("/api/v1/incidents") { request, _ in try await list(request) }
        router.get("/api/v1/incidents/:name") { request, context in try await show(request, context) }
        router.patch("/api/v1/incidents/:name") { request, context in try await change(request, context) }
        router.post("/api/v1/incidents/:name/participants") { request, context in
            try await assign(request, context, roleIsRequired: false)
        }
        router.post("/api/v1/incidents/:name/roles") { request, context in
            try await assign(request, context, roleIsRequired: true)
        }
        router.get("/api/v1/incidents/:name/timeline") { request, context in try await timeline(request, context) }
        router.get("/api/v1/incidents/:name/resources") { request, context in try await resources(request, context) }
    }

    private func open(_ request: Request) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .incidentsWrite)
        try bodies.checkJSON(request.headers)
        let answer = try await bodies.withBody(of: request, limit: BodyReader.otherLimit) { body in
            let report = try ReportRequest(JSONReader(JSON.parse(body, limits: BodyReader.limits)))
            let organisation = try await organisation()
            return try await writer.open(
                report.draft(in: organisation, actor: key.name), in: organisation,
                idempotency: Idempotency(request, principal: key.name, body: body), trace: request.trace)
        }
        var headers: HTTPFields = [:]
        if let name = (try? JSON.parse(answer.body))?["name"]?.stringValue {
            headers[.location] = "/api/v1/incidents/\(name)"
            headers[.eTag] = "\"1\""
        }
        return answer.response(headers: headers)
    }

    private func list(_ request: Request) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .incidentsRead)
        let page = try await IncidentReader.list(
            statuses: request.words("status", of: IncidentStatus.self),
            visibilities: key.seesRestricted ? Visibility.allCases : [.open], after: request.parameter("cursor"),
            limit: request.limit(), in: database)
        return .json(page.json { .object($0.json(publicURL: publicURL)) })
    }

    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .incidentsRead)
        return try await answer(context.incidentName(), to: key)
    }

    private func answer(_ name: IncidentName, to key: Principal) async throws -> Response {
        guard let detail = try await IncidentReader.detail(name, in: database), key.sees(detail.incident) else {
            throw Problem.noIncident(name)
        }
        return .json(
            .object(detail.json(publicURL: publicURL)), headers: [.eTag: "\"\(detail.incident.version)\""])
    }

    private func change(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .incidentsWrite)
        let name = try context.incidentName()
        let change = try IncidentChange(try await bodies.json(of: request))
        try change.check(try await organisation())
        try await writer.change(
            name, change, ifVersion: request.expectedVersion(), actor: key.name, trace: request.trace)
        return try await answer(name, to: key)
    }

    private func assign(_ request: Request, _ context: APIContext, roleIsRequired: Bool) async throws -> Response {
        let key = try await doorkeeper.admit(request, for: .incidentsWrite)
        let name = try context.incidentName()
        try bodies.checkJSON(request.headers)
        let kept = try await bodies.withBody(of: request, limit: BodyReader.otherLimit) { bytes in
            let body = JSONReader(try JSON.parse(bytes, limits: BodyReader.limits))
            let wanted = try RoleRequest(body)
            guard let role = wanted.role ?? (roleIsRequired ? nil : .participant) else {
                throw body.error(expected: "a role", found: "none")
            }
            let person = try await organisation().person(wanted.person.email) ?? wanted.person
            return try await writer.assign(
                role, to: person, of: name, actor: key.name,
                idempotency: Idempotency(request, principal: key.name, body: bytes), trace: request.trace)
        }
        if let kept { return kept.response() }
        return try await answer(name, to: key)
    }

    private func timeline(_ request: Request, _ context: APIContext) async throws -> Response {
        let incident = try await doorkeeper.admitReader(request, of: context.incidentName(), in: database)
        let cursor = try request.parameter("cursor").map { text in
            guard let id = UUID(uuidString: text) else {
                throw IncidentStoreError(.invalidCursor, "the value of `cursor`")
            }
            return id
        }
        let page = try await IncidentReader.timeline(
            of: incident.id, after: cursor, limit: request.limit(), in: database)
        return .json(page.json(\.json))
    }

    private func resources(_ request: Request, _ context: APIContext) async throws -> Response {
        let incident = try await doorkeeper.admitReader(request, of: context.incidentName(), in: database)
        let resources = try await IncidentReader.resources(of: incident.id, in: database)
        return .json(Page(items: resources, nextCursor: nil).json(\.json))
    }
}

extension APIContext {
    /// The incident that the address names.
    func incidentName() throws -> IncidentName {
        let text = parameters.get("name") ?? ""
        guard let name = IncidentName(text) else {
            throw Problem(.notFound, "incidents have names such as INC-17")
        }
        return name
    }
}

extension Request {
    /// The version that `If-Match` asks for (RFC 9110, section 13.1.1); `nil` for any.
    fileprivate func expectedVersion() throws -> Int? {
        guard let header = headers[.ifMatch], header != "*" else { return nil }
        guard let version = Int(header.filter { $0 != "\"" }) else {
            throw Problem(.badRequest, "If-Match must be the ETag of the incident")
        }
        return version
    }
}

extension StoredAnswer {
    func response(headers: HTTPFields = [:]) -> Response {
        var headers = headers
        if isReplay { headers[.idempotencyReplayed] = "true" }
        return .json(body, status: .init(code: status), headers: headers)
    }
}
