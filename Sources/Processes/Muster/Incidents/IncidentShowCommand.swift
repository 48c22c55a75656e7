import ArgumentParser
import Foundation
import JSON

struct IncidentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one incident with its places and people.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Option(
        help:
            "As it was known then: 03:12 (UTC), RFC 3339, or how long ago, such as 2h. What nobody knows any more is said.",
        transform: ClockTime.parse)
    var at: Date?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let incident = try await API().get(["incidents", name.text], [("at", at?.json.stringValue)])
        Output.result(asJSON: json.isOn, incident, IncidentText.one(incident))
    }
}
