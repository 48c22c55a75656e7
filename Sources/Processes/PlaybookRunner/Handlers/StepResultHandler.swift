import Logging
import PlaybookStore
import WorkStore
import WorkerKit

/// Gives executions what integrations outside say of their steps. A result must carry its task's token, and come under the name of
/// the integration that was asked.
struct StepResultHandler: RawHandler {
    let turns: ExecutionTurns
    let logger: Logger

    func handle(_ batch: [RawMessage], in work: UnitOfWork) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        var looks: [Look] = []
        for message in batch {
            do throws(Failure) {
                let result = try StepResult(message.body)
                if let look = try await look(at: result, message, in: work) { looks.append(look) }
                outcomes.append(.done)
            } catch {
                outcomes.append(.failed(error))
            }
        }
        if !looks.isEmpty { try await turns.take(looks, in: work) }
        return outcomes
    }

    /// - Returns: `nil` for what comes when nothing waits for it any more.
    private func look(
        at result: StepResult, _ message: RawMessage, in work: UnitOfWork
    ) async throws(Failure) -> Look? {
        let step: StepRecord?
        do {
            step = try await StepRows.find(result.token, in: work)
        } catch {
            throw Failure(error, place: "find")
        }
        guard let step else {
            throw Failure(.deadLetter, code: "unknown-token", detail: "no step has the token of this result")
        }
        guard step.kind == .outside, message.routingKey == "result.\(step.integration)" else {
            throw Failure(
                .deadLetter, code: "wrong-integration",
                detail: "the step is not one of \(message.routingKey.dropFirst("result.".count))'s")
        }
        guard step.status == .open else {
            logger.info(
                "a result came for a step that waits no more",
                metadata: [LoggingKeys.reason: "\(step.status.rawValue)"])
            return nil
        }
        var look = Look(execution: step.execution, cause: message.traceparent)
        switch result.news {
        case .heartbeat: look.heartbeats = [step.number]
        case .answer(let answer):
            look.results = [.init(number: step.number, answer: answer, actor: step.integration)]
        }
        return look
    }
}
