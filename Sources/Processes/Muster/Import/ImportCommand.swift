import ArgumentParser
import Foundation
import JSON
import RotaImport
import YAML
import ZoneFiles

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a configuration of what another system's API answered about people, rotas and policies.",
        discussion: """
            Each rota is compared with the shifts that the answers list, at every moment at which somebody begins or ends, for \
            13 weeks. Exit status 1 when one differs, or nothing is listed to compare it with. See ops/docs/import.md for what to ask \
            the other system.
            """)

    @Argument(help: "The system: \(Self.systems).", transform: ImportCommand.system)
    var system: ImportedOrganisation.System

    @Argument(help: "The answers: one JSON document, an array of them, or one a line; - reads standard input.")
    var file: String

    @Option(help: "Where the configuration is written; to standard output by default.")
    var output: String?

    @OptionGroup var json: JSONOption

    private static let systems = ImportedOrganisation.System.allCases.map(\.rawValue).joined(separator: " or ")

    private static func system(_ text: String) throws -> ImportedOrganisation.System {
        guard let system = ImportedOrganisation.System(rawValue: text) else {
            throw ValidationError("`\(text)` is no system that can be read. Say \(systems).")
        }
        return system
    }

    func run() async throws {
        let zones = ZoneFiles()
        let imported = try ImportedOrganisation(
            ArgumentFile.text(file), from: system, zones: { try zones.database(of: $0) }, at: Date())
        let report = ImportReport(imported: imported)
        let yaml = YAMLWriter.text(imported.document)
        if let output { try ArgumentFile.write(yaml, to: output) }
        if json.isOn {
            Output.json(report.json)
        } else if output == nil {
            Output.note(report.text)
            Output.text(yaml)
        } else {
            Output.text(report.text)
        }
        if !report.holds { throw ExitCode.failure }
    }
}
