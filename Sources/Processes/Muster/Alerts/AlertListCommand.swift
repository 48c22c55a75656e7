import ArgumentParser
import JSON

struct AlertListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists alerts, the newest first.")

    @Option(name: .customLong("status"), help: "open, acknowledged or resolved; may be given several times.")
    var statuses: [AlertStatusArgument] = []

    @Option(help: "The incident that they belong to, such as INC-17.")
    var incident: IncidentNameArgument?

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let status = statuses.isEmpty ? nil : statuses.map(\.rawValue).joined(separator: ",")
        let answer = try await API().get(["alerts"], [("status", status), ("incident", incident?.text)] + page.query)
        Output.result(
            asJSON: json.isOn, answer,
            AlertText.list(answer, statuses: statuses.map(\.rawValue), incident: incident?.text))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}

/// Where an alert can be.
enum AlertStatusArgument: String, CaseIterable, ExpressibleByArgument {
    case open, acknowledged, resolved
}
