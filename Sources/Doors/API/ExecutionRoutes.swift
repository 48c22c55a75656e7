import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore

/// `/api/v1/executions`: playbooks at work, and `/api/v1/answers`: what they ask.
struct ExecutionRoutes: Sendable {
    var desk: ExecutionDesk

    /// An execution holds what it was started with and what it came to.
    static let answerLimits = JSONLimits(depth: 200, bytes: 4 << 20)

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/executions", "listExecutions", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/executions/{id}", "showExecution", for: .incidentsRead) { call in
                let (execution, waiting) = try await desk.execution(call.executionID(), for: call.principal.viewer)
                var object = execution.json.objectValue ?? [:]
                object["waiting"] = .array(waiting.map(\.json))
                return .json(.object(object))
            },
            Endpoint(
                .get, "/api/v1/executions/{id}/history", "showExecutionHistory", for: .incidentsRead, reading: .page
            ) { call in
                let page = try await desk.history(
                    of: call.executionID(), for: call.principal.viewer, after: call.cursor, limit: call.limit)
                return .json(page.json { $0 })
            },
            Endpoint(
                .post, "/api/v1/executions/{id}/stop", "stopExecution", for: .playbooksStart, body: StopRequest.self
            ) { call, request in
                .json(
                    try await desk.stop(
                        call.executionID(), request, actor: call.principal.name, viewer: call.principal.viewer,
                        trace: call.request.trace
                    ).json)
            },
            change("pause", "pauseExecution", desk.pause), change("resume", "resumeExecution", desk.resume),
            change("redrive", "redriveExecution", desk.redrive),
            Endpoint(
                .post, "/api/v1/executions/changes", "changeExecutions", for: .playbooksStart,
                body: ExecutionsRequest.self
            ) { call, request in
                .json(
                    try await desk.change(
                        request, actor: call.principal.name, viewer: call.principal.viewer, trace: call.request.trace
                    ).json)
            },
            Endpoint(
                .post, "/api/v1/answers", "answerStep", for: .playbooksStart, reading: .idempotencyKey,
                body: AnswerRequest.self, limit: 512 << 10
            ) { call, request in
                try await desk.answer(
                    request, actor: call.principal.name, idempotency: call.idempotency(over: call.body),
                    trace: call.request.trace
                ).response()
            },
        ]
    }

    private typealias Change = @Sendable (UUID, String, Viewer, String?) async throws -> ExecutionRecord

    private func change(_ word: String, _ operation: String, _ change: @escaping Change) -> Endpoint {
        Endpoint(.post, "/api/v1/executions/{id}/\(word)", operation, for: .playbooksStart) { call in
            .json(
                try await change(
                    call.executionID(), call.principal.name, call.principal.viewer, call.request.trace
                ).json)
        }
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let incident = try call.request.parameter("incident").map { text in
            guard let name = IncidentName(text) else {
                throw Problem(.badRequest, "incident must be the name of an incident, such as INC-17")
            }
            return name
        }
        let states = (call.request.parameter("state") ?? "").split(separator: ",").map(String.init)
        let page = try await desk.list(
            states: states, playbook: call.request.parameter("playbook"), of: incident, for: call.principal.viewer,
            after: call.cursor, limit: call.limit)
        return .json(page.json(\.json))
    }
}

extension Call {
    /// The execution that the address names.
    fileprivate func executionID() throws -> UUID {
        guard let id = UUIDText.uuid(from: try segment("id")) else {
            throw Problem(.notFound, "executions have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        return id
    }
}
