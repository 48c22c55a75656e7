import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import PeopleDesk
import PeopleStore

/// `/api/v1/incidents/{name}/questions`: what is to be found out, and was.
struct QuestionRoutes: Sendable {
    var desk: QuestionDesk

    var endpoints: [Endpoint] {
        let path = "/api/v1/incidents/{name}/questions"
        return [
            Endpoint(.get, path, "listQuestions", for: .incidentsRead) { call in
                let questions = try await desk.questions(of: call.incidentName(), for: call.principal.viewer)
                return .json(Page(items: questions, nextCursor: nil).json(\.json))
            },
            Endpoint(
                .post, path, "askQuestion", for: .incidentsWrite, reading: .idempotencyKey, body: QuestionRequest.self,
                answer: ask),
            Endpoint(
                .post, "\(path)/{id}/answers", "answerQuestion", for: .incidentsWrite, reading: .idempotencyKey,
                body: AnswerRequest.self, answer: answer),
        ]
    }

    @Sendable private func ask(_ call: Call, _ request: QuestionRequest) async throws -> Response {
        try await desk.ask(
            request, of: call.incidentName(), actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }

    @Sendable private func answer(_ call: Call, _ request: AnswerRequest) async throws -> Response {
        guard let id = UUIDText.uuid(from: try call.segment("id")) else {
            throw Problem(.notFound, "questions have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        return try await desk.answer(
            id, of: call.incidentName(), with: request, actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}
