import ArgumentParser
import Foundation
import JSON
import Playbooks
import SoclessDialect

/// The playbook of a command.
struct PlaybookFile: ParsableArguments {
    @Argument(help: "A playbook in JSON or YAML; - reads standard input.")
    var file: String

    func read() throws -> PlaybookSource { try PlaybookSource(ArgumentFile.text(file), named: ArgumentFile.name(file)) }
}

/// `--references`, where playbooks have deploy-time references.
struct ReferencesOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What answers deploy-time references: an object with the configuration as \"self\", for other sources one from address to value, and the placeholders of a template by their names.",
            valueName: "file"))
    var references: String?

    func read() throws -> SoclessReferenceTable? {
        guard let references else { return nil }
        let root = try PlaybookSource(ArgumentFile.text(references), named: references).root
        guard let sources = root.objectValue else {
            throw CommandFailure("\(references) is \(root.kind). Write an object such as {\"self\": {\"custom\": {}}}.")
        }
        return SoclessReferenceTable(Dictionary(uniqueKeysWithValues: sources.map { ($0.key, $0.value) }))
    }
}
