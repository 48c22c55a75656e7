import Encodings
import FoundationEssentials
import JSON
import PlaybookStore
import StatesLanguage

/// Whether an answer can be taken.
enum StepAnswers {
    /// - Throws: ``PlaybookDeskError`` that says why it cannot.
    static func check(_ request: AnswerRequest, of step: StepRecord, at now: Date = Date()) throws(PlaybookDeskError) {
        if let fault = request.fault { throw PlaybookDeskError(.invalid, fault) }
        switch step.status {
        case .answered, .done:
            let who = step.answeredBy.map { " by \($0)" } ?? ""
            let when = step.answeredAt.map { " at \(RFC3339.string(from: $0))" } ?? ""
            throw PlaybookDeskError(
                .over, "this was answered\(who)\(when); an answer counts once, and that one stands")
        case .cancelled: throw tooLate(step)
        case .open:
            if let until = step.until, until <= now { throw tooLate(step) }
        }
        guard let output = request.output else { return }
        let bytes = output.text().utf8.count
        guard bytes <= ExecutionStarter.inputLimit else {
            throw PlaybookDeskError(
                .invalid, "the output has \(bytes) bytes; a step has \(ExecutionStarter.inputLimit) at most")
        }
        guard step.kind == .prompt, let choices = choices(of: step), !choices.contains(output) else { return }
        let words = choices.map { $0.text() }.joined(separator: ", ")
        throw PlaybookDeskError(.invalid, "the answer must be one of \(words): \(output.text().prefix(100)) is none")
    }

    private static func tooLate(_ step: StepRecord) -> PlaybookDeskError {
        let when = step.until.map { "; it was wanted until \(RFC3339.string(from: $0))" } ?? ""
        return PlaybookDeskError(
            .over, "the answer comes too late: the execution does not wait in state \"\(step.state)\" any more\(when)")
    }

    /// What a prompt lets people choose from; `nil` for anything.
    private static func choices(of step: StepRecord) -> [JSON]? {
        (try? JSON.parse(step.input, limits: Execution.storedLimits))?["choices"]?.arrayValue
    }
}
