import ArgumentParser
import Encodings
import Foundation
import JSON

struct DocumentResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Resolves a comment, and the task that it is.")

    @Argument(help: "The document's id.")
    var document: String

    @Argument(help: "The comment's id.", transform: MessageShowCommand.identifier)
    var comment: UUID

    @Flag(help: "It is to be done after all.")
    var reopen = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().patch(
            ["documents", document, "comments", UUIDText.string(from: comment)], ["resolved": .bool(!reopen)])
        Output.result(asJSON: json.isOn, answer, DocumentCommentsCommand.text(["items": [answer]]))
    }
}
