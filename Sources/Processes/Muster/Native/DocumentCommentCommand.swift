import ArgumentParser
import Foundation
import JSON

struct DocumentCommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Comments on what a document says; with an assignee it is a task.")

    @Argument(help: "The document's id.")
    var document: String

    @Option(help: "What it is about, as the document says it.")
    var quote: String

    @Option(help: "The comment, in a line.")
    var text: String

    @Option(help: "Who has to do it: a mail address, its part before the @, or a name.")
    var assignee: String?

    @Option(
        help: "When it is to be done: RFC 3339, or a span from now on such as 4h or 2d.", transform: OnCallTime.parse)
    var due: Date?

    @Option(help: "Who writes it; the key's name otherwise.")
    var author: String?

    @OptionGroup var json: JSONOption

    var body: JSON {
        var members: JSONObject = ["quote": .string(quote), "text": .string(text)]
        members["assignee"] = assignee.map(JSON.string)
        members["due"] = due?.json
        members["author"] = author.map(JSON.string)
        return .object(members)
    }

    func run() async throws {
        let comment = try await API().post(["documents", document, "comments"], body)
        Output.result(asJSON: json.isOn, comment, DocumentCommentsCommand.text(["items": [comment]]))
    }
}
