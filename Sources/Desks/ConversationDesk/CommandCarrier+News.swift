import ConversationCommands
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import NativeProviders
import PeopleDesk
import PeopleStore
import Tasks

extension CommandCarrier {
    /// Status reports, questions and their answers.
    func aboutNews(_ command: ConversationCommand, _ scene: CommandScene) async throws -> NativeAnswer {
        switch command {
        case .report(let conditions, let actions, let needs):
            let body: JSON = [
                "conditions": .string(conditions), "actions": .string(actions), "needs": .string(needs),
            ]
            _ = try await ReportDesk(database: database, committer: committer).write(
                StatusReportRequest(JSONReader(body)), of: scene.name, actor: scene.actor, viewer: author.viewer,
                idempotency: nil, trace: trace)
            return .told("The status report of \(scene.name) is written.")
        case .showReport:
            let last = try await StatusReports.list(of: scene.incident.id, for: author.viewer, limit: 1, in: work)
            return .note(last.items.first.map(Self.text) ?? "Nobody has reported yet: /report CONDITIONS")
        case .ask(let text, let isMandatory):
            let body: JSON = ["text": .string(text), "mandatory": .bool(isMandatory)]
            _ = try await questionDesk.ask(
                QuestionRequest(JSONReader(body)), of: scene.name, actor: scene.actor, viewer: author.viewer,
                idempotency: nil, trace: trace)
            let number = try await questions(of: scene).firstIndex { $0.text == text }.map { $0 + 1 }
            return .told("Question \(number ?? 0): \(text)")
        case .answer(let number, let text, let source): return try await answer(number, text, source, scene)
        default:
            let lines = try await questions(of: scene).enumerated().map { index, question in
                let answer = question.answer.map { "\($0.text) (\($0.by))" }
                return "\(index + 1). \(question.text) "
                    + (answer ?? (question.isMandatory ? "open, before it is stable" : "open"))
            }
            return .list(lines, otherwise: "Nothing is to be found out.")
        }
    }

    private var questionDesk: QuestionDesk { QuestionDesk(database: database, committer: committer) }

    /// Questions are only added: each keeps its number.
    private func questions(of scene: CommandScene) async throws -> [Question] {
        try await Questions.list(of: scene.incident.id, for: author.viewer, in: work)
    }

    private func answer(
        _ number: Int, _ text: String, _ source: String?, _ scene: CommandScene
    ) async throws -> NativeAnswer {
        let questions = try await questions(of: scene)
        guard questions.indices.contains(number - 1) else {
            throw IncidentDeskError.invalid("/text", "\(scene.name) has no question \(number); /question shows them")
        }
        let question = questions[number - 1]
        var body: JSONObject = ["answer": .string(text)]
        body["source"] = source.map { .string($0) }
        _ = try await questionDesk.answer(
            question.id, of: scene.name, with: AnswerRequest(JSONReader(.object(body))), actor: scene.actor,
            viewer: author.viewer, idempotency: nil, trace: trace)
        return .told("Question \(number) is answered: \(text)")
    }

    private static func text(_ report: StatusReport) -> String {
        let parts = [("Actions", report.actions), ("Needs", report.needs)].filter { !$0.1.isEmpty }
        return ([report.conditions] + parts.map { "\($0.0): \($0.1)" }).joined(separator: "\n")
            + "\n\(report.author), \(TaskContent.moment(report.at))"
    }
}
