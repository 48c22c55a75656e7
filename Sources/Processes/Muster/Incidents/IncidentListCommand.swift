import ArgumentParser
import JSON

struct IncidentListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists incidents, the newest first.")

    @Option(name: .customLong("status"), help: "active, stable or closed; may be given several times.")
    var statuses: [IncidentStatusArgument] = []

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let status = statuses.isEmpty ? nil : statuses.map(\.rawValue).joined(separator: ",")
        let answer = try await API().get(["incidents"], [("status", status)] + page.query)
        Output.result(asJSON: json.isOn, answer, IncidentText.list(answer, statuses: statuses.map(\.rawValue)))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}
