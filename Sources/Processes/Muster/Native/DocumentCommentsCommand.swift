import ArgumentParser
import JSON

struct DocumentCommentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comments", abstract: "Lists what people remark on a document.")

    @Argument(help: "The document's id.")
    var document: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["documents", document, "comments"])
        Output.result(asJSON: json.isOn, answer, Self.text(answer))
    }

    static func text(_ answer: JSON) -> String {
        var listing = Listing("COMMENT", "RESOLVED", "AUTHOR", "ASSIGNEE", "TASK", "QUOTE", "TEXT")
        for comment in answer["items"]?.arrayValue ?? [] {
            listing.add(
                comment.text(of: "id"), comment.text(of: "resolved"), comment.text(of: "author"),
                comment.text(of: "assignee"), comment.text(of: "task"), comment.text(of: "quote"),
                comment.text(of: "text"))
        }
        return listing.text(empty: "Nobody has remarked anything on it.")
    }
}
