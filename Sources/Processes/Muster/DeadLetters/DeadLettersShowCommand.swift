import ArgumentParser
import Encodings
import Foundation
import JSON
import LetterStore
import Operations

struct DeadLettersShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one dead letter: why it is dead, and what it says.")

    @Argument(help: "The letter's id.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let found = try await Database.asOperator { client in try await DeadLetterStore(client: client).letter(id) }
        guard let found else {
            throw CommandFailure(
                "There is no dead letter \(id.uuidString.lowercased()). See `muster dead-letters list`.")
        }
        var object = found.letter.json.objectValue ?? [:]
        object["properties"] = found.content.properties
        object["body"] = Self.body(found.content.body)
        object["build"] = .optional(found.content.build)
        object["configuration"] = found.content.configuration.map(JSON.int) ?? .null
        Output.result(
            asJSON: json.isOn, .object(object), Self.text(found.letter, found.content, object["body"] ?? .null))
    }

    /// JSON when it is some, else text, else base64.
    static func body(_ bytes: [UInt8]) -> JSON {
        if let json = try? JSON.parse(bytes) { return json }
        if let text = String(bytes: bytes, encoding: .utf8) { return .string(text) }
        return ["base64": .string(Base64.standard.encode(bytes))]
    }

    static func text(_ letter: DeadLetter, _ content: LetterContent, _ body: JSON) -> String {
        let head = Fields.text([
            ("id", letter.id.uuidString.lowercased()), ("state", letter.state.rawValue), ("worker", letter.worker),
            ("message", letter.messageID), ("type", letter.messageType), ("incident", letter.incident),
            ("error", "\(letter.errorCode): \(letter.errorDetail)"), ("place", letter.place),
            ("attempts", "\(letter.attempts)"), ("group", letter.group), ("build", content.build),
            ("configuration", content.configuration.map { "version \($0)" }),
            ("first failed", letter.firstFailedAt.map { RFC3339.string(from: $0) }),
            ("dead", RFC3339.string(from: letter.deadAt)),
        ])
        return "\(head)\n\n\(body.text(.pretty))"
    }
}
