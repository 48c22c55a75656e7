import ArgumentParser
import JSON

struct DocumentVersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "Lists who wrote a document when.")

    @Argument(help: "The document's id.")
    var document: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["documents", document, "versions"])
        Output.result(asJSON: json.isOn, answer, Self.text(answer))
    }

    static func text(_ answer: JSON) -> String {
        var listing = Listing("VERSION", "WRITTEN", "AUTHOR", "SIZE")
        for version in answer["items"]?.arrayValue ?? [] {
            listing.add(
                version.text(of: "version"), version.text(of: "written_at"), version.text(of: "author"),
                version.text(of: "size"))
        }
        return listing.text(empty: "It has no versions.")
    }
}
