import ArgumentParser
import JSON
import Organisation

struct ConfigCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks a file without applying it; needs no database.")

    @OptionGroup var source: ConfigFile
    @OptionGroup var json: JSONOption

    func run() async throws {
        let configuration = try source.read().configuration
        let counts = [
            ("people", configuration.people.count), ("rotas", configuration.rotas.count),
            ("schedules", configuration.schedules.count),
            ("incident_types", configuration.incidentTypes.count), ("providers", configuration.providers.count),
            ("routes", configuration.routes.count),
        ]
        Output.result(
            asJSON: json.isOn, .object(JSONObject([("ok", true)] + counts.map { ($0.0, JSON.int($0.1)) })),
            "\(source.file) can be applied: "
                + counts.map { "\($0.1) \($0.0.replacing("_", with: " "))" }.joined(separator: ", ") + ".")
    }
}
