import ArgumentParser
import Foundation
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
        let data =
            file == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
        guard let data, let text = String(bytes: data, encoding: .utf8) else {
            throw CommandFailure("\(file) cannot be read as UTF-8. Check that it exists and that you may read it.")
        }
        var body: JSONObject = ["body": .string(text)]
        body["author"] = author.map(JSON.string)
        var headers = [("Content-Type", "application/json")]
        if let basedOn { headers.append(("If-Match", "\"\(basedOn)\"")) }
        let response = try await API().send(
            "PUT", ["documents", document], body: JSON.object(body).bytes(), headers: headers)
        let answer = try API.json(response)
        Output.result(asJSON: json.isOn, answer, "Version \(answer.text(of: "version") ?? "?") is written.")
    }
}
