import ArgumentParser
import JSON

struct DocumentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints what a document says: its newest version, or another.")

    @Argument(help: "The document's id.")
    var document: String

    @Option(help: "A version, from 1.")
    var version: Int?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let path = ["documents", document] + (version.map { ["versions", String($0)] } ?? [])
        let answer = try await API().get(path)
        Output.result(asJSON: json.isOn, answer, answer.text(of: "body") ?? "")
    }
}
