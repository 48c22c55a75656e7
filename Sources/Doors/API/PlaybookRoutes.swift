import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore

/// `/api/v1/playbooks`: playbooks in their versions, and where executions are started.
struct PlaybookRoutes: Sendable {
    var desk: PlaybookDesk
    var executions: ExecutionDesk

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/playbooks", "listPlaybooks", for: .incidentsRead, reading: .page) { call in
                .json(try await desk.list(after: call.cursor, limit: call.limit).json(\.summary))
            },
            Endpoint(.get, "/api/v1/playbook-coverage", "showPlaybookCoverage", for: .incidentsRead) { call in
                let days = try call.request.parameter("days").map { text in
                    guard let days = Int(text), PlaybookDesk.coverageDays.contains(days), text == String(days) else {
                        throw Problem(.badRequest, "days must be a whole number from 1 to 400")
                    }
                    return days
                }
                return .json(try await desk.coverage(days: days ?? 30, for: call.principal.viewer).json)
            },
            Endpoint(.get, "/api/v1/playbooks/{playbook}", "showPlaybook", for: .incidentsRead) { call in
                let (current, versions) = try await desk.playbook(call.segment("playbook"))
                var object = current.json.objectValue ?? [:]
                object["versions"] = .array(versions.map(\.summary))
                object["limit"] = .optional(try await desk.limit(of: current.playbook))
                object["schedules"] = .array(try await desk.schedules(of: current.playbook).map(\.json))
                return .json(.object(object))
            },
            Endpoint(
                .put, "/api/v1/playbooks/{playbook}", "applyPlaybook", for: .administration, body: PlaybookRequest.self,
                limit: 2 << 20, answer: apply),
            Endpoint(
                .put, "/api/v1/playbooks/{playbook}/limit", "limitPlaybook", for: .administration,
                body: LimitRequest.self
            ) { call, request in
                let name = try call.segment("playbook")
                try await desk.limit(name, to: request.limit, trace: call.request.trace)
                return .json(["name": .string(name), "limit": .optional(request.limit)])
            },
            Endpoint(
                .post, "/api/v1/playbooks/{playbook}/executions", "startExecution", for: .playbooksStart,
                reading: .idempotencyKey, body: ExecutionRequest.self, limit: 512 << 10, answer: start),
        ]
    }

    @Sendable private func apply(_ call: Call, _ request: PlaybookRequest) async throws -> Response {
        let (version, isNew) = try await desk.apply(
            request, named: call.segment("playbook"), actor: call.principal.name)
        var object = version.summary.objectValue ?? [:]
        object["created"] = .bool(isNew)
        return .json(.object(object))
    }

    @Sendable private func start(_ call: Call, _ request: ExecutionRequest) async throws -> Response {
        let answer = try await executions.start(
            call.segment("playbook"), request, actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        var headers: HTTPFields = [:]
        if let id = (try? JSON.parse(answer.body, limits: ExecutionRoutes.answerLimits))?["id"]?.stringValue {
            headers[.location] = "/api/v1/executions/\(id)"
        }
        return answer.response(headers: headers)
    }
}
