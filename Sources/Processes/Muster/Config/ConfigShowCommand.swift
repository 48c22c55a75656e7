import ArgumentParser
import JSON
import Operations
import Organisation
import YAML

struct ConfigShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints the configuration in force, as YAML that can be applied again.")

    @OptionGroup var json: JSONOption

    func run() async throws {
        let newest = try await Database.asOperator { try await ConfigurationStore(client: $0).newest() }
        guard let newest else {
            throw CommandFailure("No configuration was applied yet. Apply one with `muster config apply FILE`.")
        }
        Output.result(asJSON: json.isOn, Self.json(newest), Self.text(newest))
    }

    static func json(_ version: ConfigurationStore.Version) -> JSON {
        [
            "version": .int(version.number), "digest": .string(version.digest), "applied_at": version.appliedAt.json,
            "applied_by": .string(version.appliedBy), "document": version.document,
        ]
    }

    static func text(_ version: ConfigurationStore.Version) -> String {
        "# version \(version.number), applied \(version.appliedAt.json.stringValue ?? "") by \(version.appliedBy)\n"
            + YAMLWriter.text(version.document)
    }
}
