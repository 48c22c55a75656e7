import ArgumentParser
import JSON

struct FileListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the files of a folder.")

    @Argument(help: "The folder's id.")
    var folder: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["files", folder])
        Output.result(asJSON: json.isOn, Output.list(answer["files"]?.arrayValue ?? []), Self.text(answer))
    }

    static func text(_ folder: JSON) -> String {
        var listing = Listing("NAME", "TYPE", "STORED", "BY")
        for file in folder["files"]?.arrayValue ?? [] {
            listing.add(
                file.text(of: "name"), file.text(of: "content_type"), file.text(of: "stored_at"),
                file.text(of: "stored_by"))
        }
        return listing.text(empty: "The folder is empty.")
    }
}
