import ArgumentParser
import Encodings
import Foundation
import JSON
import YAML

/// `muster oncall suggest`: a rota of the weeks ahead, under ranked wishes.
struct OnCallSuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Proposes a rota of the weeks ahead under ranked wishes, and says which it cannot keep and why.")

    @OptionGroup var schedule: ScheduleArgument

    @Option(help: "The layer; by default the first one in which people take turns.")
    var layer: String?

    @Option(
        help:
            "The first turn begins at the handover after this: RFC 3339, or a span from now on such as 7d. Now by default.",
        transform: OnCallTime.parse)
    var from: Date?

    @Option(help: "How many weeks, 1 to 52.")
    var weeks = 13

    @Option(help: "The mail address of somebody who takes turns; again for each. By default those who take them now.")
    var person: [String] = []

    @Option(
        help: ArgumentHelp(
            "A YAML file with `wishes`, the most important first, and `shares`; - reads standard input.",
            valueName: "file"))
    var wishes: String?

    @Option(
        help: ArgumentHelp(
            "Somebody is away: a@example.org=2026-12-21..2027-01-03; again for more. After the wishes of the file.",
            valueName: "person=from..until"),
        transform: { try DatedWish($0) })
    var away: [DatedWish] = []

    @Option(
        help: ArgumentHelp("Somebody wants to be on call: as --away.", valueName: "person=from..until"),
        transform: { try DatedWish($0) })
    var wants: [DatedWish] = []

    @Flag(help: "Prints the part of the configuration that it asks for.")
    var yaml = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...52).contains(weeks) else { throw ValidationError("--weeks is 1 to 52: \(weeks)") }
        if yaml, json.isOn { throw ValidationError("--yaml and --json are two forms of the same: choose one") }
    }

    func run() async throws {
        let suggestion = try await API().post(["oncall", schedule.name, "suggestions"], try body())
        if yaml {
            Output.text(RotaSuggestionText.yaml(suggestion).trimmingLineEnd)
        } else {
            let clock = try ScheduleClock(timezone: suggestion.text(of: "timezone") ?? "UTC")
            Output.result(asJSON: json.isOn, suggestion, RotaSuggestionText.text(suggestion, clock))
        }
    }

    func body() throws -> JSON {
        var body: JSONObject = ["weeks": .int(weeks)]
        if let layer { body["layer"] = .string(layer) }
        if let from { body["from"] = from.json }
        if !person.isEmpty { body["people"] = .array(person.map(JSON.string)) }
        var all: [JSON] = []
        if let wishes {
            let file = try Self.file(wishes)
            all += file["wishes"]?.arrayValue ?? []
            body["shares"] = file["shares"]
        }
        all += away.map { $0.wish("away") } + wants.map { $0.wish("wants") }
        if !all.isEmpty { body["wishes"] = .array(all) }
        return .object(body)
    }

    /// What a file wishes. What the wishes say is for the server to read.
    private static func file(_ path: String) throws -> JSON {
        let name = ArgumentFile.name(path)
        let document: JSON
        do {
            document = try YAMLDocument(ArgumentFile.text(path), named: name).root
        } catch let error as YAMLError {
            throw CommandFailure("\(error)")
        }
        guard let members = document.objectValue, Set(members.keys).isSubset(of: ["wishes", "shares"]) else {
            throw CommandFailure("\(Plain.line(name)) has `wishes` and `shares`, and nothing else")
        }
        return document
    }
}

/// Days that somebody names on the command line.
struct DatedWish: Sendable, Hashable {
    let person: String
    let from: String
    let until: String

    init(_ text: String) throws {
        guard let match = text.wholeMatch(of: /([^=\s]+)=([0-9T:-]+)\.\.([0-9T:-]+)/) else {
            throw ValidationError("`\(text)` is not understood. Write a@example.org=2026-12-21..2027-01-03.")
        }
        (person, from, until) = (String(match.1), String(match.2), String(match.3))
    }

    func wish(_ kind: String) -> JSON {
        ["person": .string(person), kind: ["from": .string(from), "until": .string(until)]]
    }
}

extension String {
    /// Without the line break at its end.
    var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
