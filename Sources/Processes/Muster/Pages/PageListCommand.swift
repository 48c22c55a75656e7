import ArgumentParser
import JSON

struct PageListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists pages, the newest first.")

    @Option(
        name: .customLong("state"),
        help: "due, sent, acknowledged, resolved, superseded or failed; may be given several times.")
    var states: [String] = []

    @Option(help: "The mail address of who was paged.")
    var person: String?

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let state = states.isEmpty ? nil : states.joined(separator: ",")
        let answer = try await API().get(["pages"], [("state", state), ("person", person)] + page.query)
        Output.result(asJSON: json.isOn, answer, PageText.list(answer))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}
