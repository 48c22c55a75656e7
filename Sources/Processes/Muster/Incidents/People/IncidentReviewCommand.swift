import ArgumentParser
import Foundation
import JSON

struct IncidentReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Shows what is to be learned from an incident; rewrites and publishes it.",
        discussion: "It is drafted when the incident becomes stable. What is not said stays as it is.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Option(help: "What happened.")
    var whatHappened: String?

    @Option(help: "Whom it hurt, and how much.")
    var impact: String?

    @Option(help: "What went well.")
    var wentWell: String?

    @Option(help: "What is to be learned from it.")
    var lessons: String?

    @Option(help: "A task that is to keep it from happening again.")
    var action: String?

    @Option(help: "Who answers for the task; the commander when nobody is named.")
    var owner: String?

    @Option(
        help: "When the task is to be done: RFC 3339, or a span from now on such as 3d. In a week by default.",
        transform: OnCallTime.parse)
    var due: Date?

    @Flag(help: "Gives it to everybody whom it is for, as it is then.")
    var publish = false

    @Option(help: "Who writes or publishes it; the name of the key by default.")
    var author: String?

    @OptionGroup var json: JSONOption

    /// What is said, and nothing else.
    var texts: JSONObject {
        let said = [
            ("what_happened", whatHappened), ("impact", impact), ("went_well", wentWell), ("lessons", lessons),
        ]
        return JSONObject(said.compactMap { name, value in value.map { (name, .string($0)) } })
    }

    func validate() throws {
        guard action != nil || (owner == nil && due == nil) else {
            throw ValidationError("--owner and --due belong to a task: --action TEXT.")
        }
    }

    func run() async throws {
        let path = ["incidents", name.text, "review"]
        if !texts.isEmpty {
            var body = texts
            body["author"] = author.map(JSON.string)
            _ = try await API().patch(path, .object(body))
        }
        if let action {
            var body: JSONObject = ["text": .string(action)]
            body["owner"] = owner.map(JSON.string)
            body["due"] = due?.json
            _ = try await API().post(path + ["actions"], .object(body))
        }
        if publish {
            var body: JSONObject = [:]
            body["author"] = author.map(JSON.string)
            _ = try await API().post(path + ["publications"], .object(body))
        }
        let review = try await API().get(path)
        Output.result(asJSON: json.isOn, review, ReviewText.one(review))
    }
}

/// Reviews for people.
enum ReviewText {
    static func one(_ review: JSON) -> String {
        let head = Fields.text([
            ("review of", review.text(of: "incident")), ("version", review.text(of: "version")),
            ("state", review.text(of: "state")), ("by", review.text(of: "author")),
            ("written", review.text(of: "updated_at")), ("published", published(review)),
        ])
        let sections = [
            ("What happened", "what_happened"), ("Impact", "impact"), ("What went well", "went_well"),
            ("Lessons", "lessons"),
        ].map { title, member in
            let text = review.text(of: member).flatMap { $0.isEmpty ? nil : $0 } ?? "Nothing yet."
            return "\(title)\n\n\(Fields.text([("", text)]))"
        }
        let tasks = TaskListText.table(review["action_items"]?.arrayValue ?? [], empty: "No action items yet.")
        return ([head] + sections + ["Action items\n\n\(tasks)"]).joined(separator: "\n\n")
    }

    private static func published(_ review: JSON) -> String? {
        guard let time = review.text(of: "published_at") else { return nil }
        return "\(time), version \(review.text(of: "published_version") ?? "?")"
    }
}
