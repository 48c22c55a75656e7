import ArgumentParser
import JSON
import Operations
import Organisation

struct ConfigCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a file without applying it; needs a database for --against and for calendars alone.")

    @OptionGroup var source: ConfigFile
    @OptionGroup var rehearsal: AgainstOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let configuration = try await source.read().configuration
        let counts = [
            ("people", configuration.people.count, "person", "people"),
            ("rotas", configuration.rotas.count, "rota", "rotas"),
            ("schedules", configuration.schedules.count, "schedule", "schedules"),
            ("incident_types", configuration.incidentTypes.count, "incident type", "incident types"),
            ("providers", configuration.providers.count, "provider", "providers"),
            ("routes", configuration.routes.count, "route", "routes"),
        ]
        let report =
            rehearsal.against == nil
            ? nil : try await Database.asOperator { try await rehearsal.rehearse(configuration, in: $0) }
        if let report, !json.isOn { Output.text("\(report.text)\n") }
        let against = report.map { [("against", $0.json)] } ?? []
        Output.result(
            asJSON: json.isOn, .object(JSONObject([("ok", true)] + counts.map { ($0.0, JSON.int($0.1)) } + against)),
            "\(source.file) can be applied: "
                + counts.map { Wording.count($0.1, $0.2, $0.3) }.joined(separator: ", ") + ".")
    }
}
