import IncidentStore
import JSON
import PlaybookDesk
import StatesLanguage

/// Answers to steps that wait for a token.
struct TaskOperations: Sendable {
    /// Characters of a token at most, as at AWS.
    private static let tokenLimit = 2048

    let desk: ExecutionDesk

    var all: [AmazonOperation] {
        [
            AmazonOperation("SendTaskSuccess", for: .playbooksStart) { call in
                let token = try call.text("taskToken", limit: Self.tokenLimit)
                let text = try call.text("output", limit: ExecutionStarter.inputLimit)
                guard
                    let output = try? JSON.parse(
                        text, limits: JSONLimits(depth: 128, bytes: ExecutionStarter.inputLimit))
                else { throw AWSError("InvalidOutput", "Invalid Output: 'output is no JSON'") }
                return try await answer(AnswerRequest(token: token, output: output), call)
            },
            AmazonOperation("SendTaskFailure", for: .playbooksStart) { call in
                let failure = ErrorOutput(
                    error: try call.optionalText("error", limit: 256),
                    cause: try call.optionalText("cause", limit: 32_768))
                let token = try call.text("taskToken", limit: Self.tokenLimit)
                return try await answer(AnswerRequest(token: token, failure: failure), call)
            },
            AmazonOperation("SendTaskHeartbeat", for: .playbooksStart) { call in
                let token = try call.text("taskToken", limit: Self.tokenLimit)
                return try await translating {
                    try await desk.beat(token, trace: call.trace)
                    return [:]
                }
            },
        ]
    }

    private func answer(_ request: AnswerRequest, _ call: AmazonCall) async throws -> JSON {
        try await translating {
            _ = try await desk.answer(request, actor: call.actor, idempotency: call.repetition, trace: call.trace)
            return [:]
        }
    }

    private func translating(_ body: () async throws -> JSON) async throws -> JSON {
        do {
            return try await body()
        } catch let error as PlaybookDeskError {
            switch error.code {
            case .notFound: throw AWSError.invalidToken
            case .over:
                throw AWSError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
            default: throw AWSError("InvalidOutput", "Invalid Output: '\(error.detail)'")
            }
        }
    }
}
