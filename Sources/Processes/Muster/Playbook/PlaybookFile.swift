import ArgumentParser
import Foundation
import JSON
import Playbooks
import SoclessDialect

/// The playbook of a command.
struct PlaybookFile: ParsableArguments {
    @Argument(help: "A playbook in JSON or YAML; - reads standard input.")
    var file: String

    func read() throws -> PlaybookSource { try PlaybookSource(PlaybookText.read(file), named: PlaybookText.name(file)) }
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
        let root = try PlaybookSource(PlaybookText.read(references), named: references).root
        guard let sources = root.objectValue else {
            throw CommandFailure("\(references) is \(root.kind). Write an object such as {\"self\": {\"custom\": {}}}.")
        }
        return SoclessReferenceTable(Dictionary(uniqueKeysWithValues: sources.map { ($0.key, $0.value) }))
    }
}

/// The text of files.
enum PlaybookText {
    static func name(_ file: String) -> String { file == "-" ? "standard input" : file }

    static func read(_ file: String) throws -> String {
        let data =
            file == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
        guard let data else {
            throw CommandFailure("\(file) cannot be read. Check that it exists and that you may read it.")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw CommandFailure("\(name(file)) is not UTF-8. Save it as UTF-8.")
        }
        return text
    }

    static func write(_ text: String, to file: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: file))
        } catch {
            throw CommandFailure(
                "\(file) cannot be written. Check that its folder exists and that you may write there.")
        }
    }
}
