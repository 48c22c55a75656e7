import ArgumentParser
import FoundationEssentials
import JSON

struct DeadLettersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists dead letters, the newest first.")

    @OptionGroup var selection: DeadLetterSelection

    @Option(help: "waiting, replaying, replayed or discarded; all by default.")
    var state: DeadLetterState?

    @Option(help: "Letters at most, 1 to 10000.")
    var limit = 100

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
    }

    func run() async throws {
        let letters = try await Database.asOperator {
            try await DeadLetterStore(client: $0).list(selection, state: state?.rawValue, limit: limit)
        }
        Output.result(asJSON: json.isOn, Output.list(letters.map(\.json)), Self.text(letters))
    }

    static func text(_ letters: [DeadLetter]) -> String {
        var listing = Listing("ID", "WORKER", "TYPE", "INCIDENT", "ERROR", "ATTEMPTS", "DEAD SINCE", "STATE")
        for letter in letters {
            listing.add(
                letter.id.uuidString.lowercased(), letter.worker, letter.messageType, letter.incident,
                letter.errorCode, "\(letter.attempts)", RFC3339.string(from: letter.deadAt), letter.state)
        }
        return listing.text(empty: "There are no such dead letters.")
    }
}

/// What became of a letter.
enum DeadLetterState: String, CaseIterable, ExpressibleByArgument {
    case waiting, replaying, replayed, discarded
}
