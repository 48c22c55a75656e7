import ArgumentParser
import Foundation
import JSON

struct FilePutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Stores a file in a folder; one of the same name is replaced.")

    @Argument(help: "The folder's id.")
    var folder: String

    @Argument(help: "The file here; - reads standard input.")
    var path: String

    @Option(help: "Its name there; the same as here otherwise.")
    var name: String?

    @Option(help: "Its media type.")
    var type = "application/octet-stream"

    @OptionGroup var json: JSONOption

    func validate() throws {
        if path == "-", name == nil { throw ValidationError("Standard input has no name: give one with --name.") }
    }

    func run() async throws {
        let data = try ArgumentFile.data(path)
        let name = name ?? URL(fileURLWithPath: path).lastPathComponent
        let response = try await API().send(
            "PUT", ["files", folder, name], body: Array(data), headers: [("Content-Type", type)])
        let stored = try API.json(response)
        Output.result(asJSON: json.isOn, stored, "Stored \(Plain.line(name)), \(data.count) bytes.")
    }
}
