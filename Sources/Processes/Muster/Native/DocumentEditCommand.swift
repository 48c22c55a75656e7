import ArgumentParser
import JSON

struct DocumentEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Writes a new version of a document.")

    @Argument(help: "The document's id.")
    var document: String

    @Argument(help: "The file with the whole new text; - reads standard input.")
    var file = "-"

    @Option(help: "The version that it is based on: refused when somebody has written since.")
    var basedOn: Int?

    @Option(help: "Who writes it; the key's name otherwise.")
    var author: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = ["body": .string(try ArgumentFile.text(file))]
        body["author"] = author.map(JSON.string)
        var headers = [("Content-Type", "application/json")]
        if let basedOn { headers.append(("If-Match", "\"\(basedOn)\"")) }
        let response = try await API().send(
            "PUT", ["documents", document], body: JSON.object(body).bytes(), headers: headers)
        let answer = try API.json(response)
        Output.result(asJSON: json.isOn, answer, "Version \(answer.text(of: "version") ?? "?") is written.")
    }
}
