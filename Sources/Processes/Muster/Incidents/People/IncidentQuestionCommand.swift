import ArgumentParser
import Encodings
import Foundation
import JSON

struct IncidentQuestionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question", abstract: "Asks and answers what is to be found out; without a text, lists it.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "The question; with --answer, the answer.")
    var text: String?

    @Flag(help: "The incident is not stable before it is answered.")
    var mandatory = false

    @Option(help: "The id of the question that the text answers.", transform: MessageShowCommand.identifier)
    var answer: UUID?

    @Option(help: "How one knows the answer, in a line.")
    var source: String?

    @Option(help: "Who asks or answers; the name of the key by default.")
    var author: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard text != nil || (answer == nil && !mandatory) else {
            throw ValidationError("Say the question or its answer.")
        }
        guard answer != nil || source == nil else {
            throw ValidationError("--source belongs to an answer: --answer ID.")
        }
        guard answer == nil || !mandatory else { throw ValidationError("--mandatory belongs to a question.") }
    }

    func run() async throws {
        let path = ["incidents", name.text, "questions"]
        guard let text else {
            let answer = try await API().get(path)
            let questions = answer["items"]?.arrayValue ?? []
            return Output.result(
                asJSON: json.isOn, answer,
                QuestionText.table(questions, empty: "Nothing is to be found out about \(name.text)."))
        }
        var body: JSONObject = [:]
        body["author"] = author.map(JSON.string)
        let question: JSON
        if let answer {
            body["answer"] = .string(text)
            body["source"] = source.map(JSON.string)
            question = try await API().post(path + [UUIDText.string(from: answer), "answers"], .object(body))
        } else {
            body["text"] = .string(text)
            if mandatory { body["mandatory"] = true }
            question = try await API().post(path, .object(body))
        }
        Output.result(asJSON: json.isOn, question, QuestionText.one(question))
    }
}

/// What is to be found out, for people.
enum QuestionText {
    static func one(_ question: JSON) -> String {
        Fields.text([
            ("question", question.text(of: "id")), ("incident", question.text(of: "incident")),
            ("text", question.text(of: "text")),
            ("mandatory", question["mandatory"] == true ? "yes, before it is stable" : "no"),
            ("asked", question.text(of: "asked_at")), ("by", question.text(of: "asked_by")),
            ("answer", question.text(of: "answer") ?? "nobody knows yet"), ("source", question.text(of: "source")),
            ("answered", question.text(of: "answered_at")), ("by", question.text(of: "answered_by")),
        ])
    }

    static func table(_ questions: [JSON], empty: String) -> String {
        var listing = Listing("QUESTION", "MANDATORY", "TEXT", "BY", "ANSWER")
        for question in questions {
            listing.add(
                question.text(of: "id"), question.text(of: "mandatory"), question.text(of: "text"),
                question.text(of: "answered_by"), question.text(of: "answer"))
        }
        return listing.text(empty: empty)
    }
}
