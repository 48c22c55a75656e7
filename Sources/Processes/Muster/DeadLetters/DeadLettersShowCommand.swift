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
        let (found, replays) = try await Database.asOperator { client in
            let store = DeadLetterStore(client: client)
            return (try await store.letter(id), try await store.replays(of: id))
        }
        guard let found else {
            throw CommandFailure(
                "There is no dead letter \(UUIDText.string(from: id)). See `muster dead-letters list`.")
        }
        var object = found.letter.json.objectValue ?? [:]
        object["properties"] = found.content.properties
        object["replays"] = .array(replays.map(\.json))
        object["body"] = Self.body(found.content.body)
        object["build"] = .optional(found.content.build)
        object["configuration"] = found.content.configuration.map(JSON.int) ?? .null
        Output.result(
            asJSON: json.isOn, .object(object),
            Self.text(found.letter, found.content, replays, object["body"] ?? .null))
    }

    /// JSON when it is some, else text, else base64.
    static func body(_ bytes: [UInt8]) -> JSON {
        if let json = try? JSON.parse(bytes) { return json }
        if let text = String(bytes: bytes, encoding: .utf8) { return .string(text) }
        return ["base64": .string(Base64.standard.encode(bytes))]
    }

    static func text(
        _ letter: DeadLetter, _ content: LetterContent, _ replays: [PastReplay], _ body: JSON
    ) -> String {
        let head = Fields.text([
            ("id", UUIDText.string(from: letter.id)), ("state", letter.state.rawValue), ("worker", letter.worker),
            ("message", letter.messageID), ("type", letter.messageType), ("incident", letter.incident),
            ("error", "\(letter.errorCode): \(letter.errorDetail)"), ("place", letter.place),
            ("attempts", "\(letter.attempts)"), ("group", letter.group), ("build", content.build),
            ("configuration", content.configuration.map { "version \($0)" }),
            ("first failed", letter.firstFailedAt.map { RFC3339.string(from: $0) }),
            ("dead", RFC3339.string(from: letter.deadAt)),
            ("replayed", replays.isEmpty ? nil : replays.map { line($0, of: letter) }.joined(separator: "\n")),
        ])
        return "\(head)\n\n\(body.text(.pretty))"
    }

    private static func line(_ replay: PastReplay, of letter: DeadLetter) -> String {
        let earlier =
            replay.letter == letter.id ? "" : " as letter \(UUIDText.string(from: replay.letter)), and died again"
        return "\(RFC3339.string(from: replay.at)) by \(replay.by)\(earlier)"
    }
}
