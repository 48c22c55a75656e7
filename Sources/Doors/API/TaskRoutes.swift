import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import Organisation
import TaskDesk
import TaskStore
import Tasks

/// `/api/v1/tasks`, and those of one incident.
struct TaskRoutes: Sendable {
    var desk: TaskDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/incidents/{name}/tasks", "listIncidentTasks", for: .incidentsRead, reading: .page
            ) { call in
                try await list(call, of: call.incidentName())
            },
            Endpoint(
                .post, "/api/v1/incidents/{name}/tasks", "createTask", for: .incidentsWrite, reading: .idempotencyKey,
                body: TaskRequest.self, answer: create),
            Endpoint(.get, "/api/v1/tasks", "listTasks", for: .incidentsRead, reading: .page) { call in
                try await list(call, of: nil)
            },
            Endpoint(.get, "/api/v1/tasks/{id}", "showTask", for: .incidentsRead) { call in
                .json(try await desk.task(call.taskID(), for: call.principal.viewer).json)
            },
            Endpoint(
                .patch, "/api/v1/tasks/{id}", "changeTask", for: .incidentsWrite, body: TaskChangeRequest.self,
                answer: change),
        ]
    }

    private func list(_ call: Call, of incident: IncidentName?) async throws -> Response {
        let page = try await desk.tasks(
            states: call.request.words("state", of: TaskState.self), person: call.request.address("person"),
            of: incident, for: call.principal.viewer, after: call.cursor, limit: call.limit)
        return .json(page.json(\.json))
    }

    @Sendable private func create(_ call: Call, _ request: TaskRequest) async throws -> Response {
        let answer = try await desk.create(
            request, of: call.incidentName(), in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        var headers: HTTPFields = [:]
        if let id = (try? JSON.parse(answer.body))?["id"]?.stringValue { headers[.location] = "/api/v1/tasks/\(id)" }
        return answer.response(headers: headers)
    }

    @Sendable private func change(_ call: Call, _ request: TaskChangeRequest) async throws -> Response {
        let task = try await desk.change(
            call.taskID(), request.change, in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, trace: call.request.trace)
        return .json(task.json)
    }
}

extension Call {
    /// The task that the address names.
    fileprivate func taskID() throws -> UUID {
        guard let id = UUIDText.uuid(from: try segment("id")) else {
            throw Problem(.notFound, "tasks have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        return id
    }
}
