import ArgumentParser
import Encodings
import Foundation
import JSON
import Operations

struct DeadLettersEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Lets a dead letter say something else, before it is replayed.",
        discussion: """
            `muster dead-letters show ID --json` has what it says under `body`. What it said before an edit is kept.
            """)

    @Argument(help: "The letter's id.", transform: MessageShowCommand.identifier)
    var id: UUID

    @Option(help: "The file with what it is to say; - for what comes in.")
    var file: String

    @Option(help: "Why, for those who look later.")
    var reason: String

    @Flag(help: "Only shows what would change.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let data =
            file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data, let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure("\(Plain.line(file)) cannot be read as text.")
        }
        let change = try await Database.asOperator(settings) { client in
            let desk = LetterDesk(database: client)
            let digest = try await desk.letter(id, for: .everything).digest
            let change = try await desk.change(id, read: digest, to: text, for: .everything)
            if !dryRun {
                try await desk.edit(
                    id, read: digest, to: text, reason: reason, for: .everything, by: Operator.name(settings))
            }
            return change
        }
        Output.result(
            asJSON: json.isOn,
            [
                "id": id.json, "changed": .bool(!dryRun),
                "lines": .array(change.lines.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] }),
            ],
            change.lines.map(Self.text).joined(separator: "\n"))
    }

    private static func text(_ line: LineDiff.Line) -> String {
        switch line.kind {
        case .stays: "  \(Plain.line(line.text))"
        case .goes: "- \(Plain.line(line.text))"
        case .comes: "+ \(Plain.line(line.text))"
        case .left: "  (\(line.text) lines stay)"
        }
    }
}
