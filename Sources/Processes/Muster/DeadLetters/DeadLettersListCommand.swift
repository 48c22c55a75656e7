public import ArgumentParser
import Encodings
import FoundationEssentials
import JSON
public import LetterStore
import Operations

struct DeadLettersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists dead letters, the newest first.")

    @OptionGroup var letters: DeadLetterArguments

    @Option(help: "waiting, replaying, replayed or discarded; all by default.")
    var state: DeadLetterState?

    @Option(help: "Letters at most, 1 to 10000.")
    var limit = 100

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
    }

    func run() async throws {
        let found = try await Database.asOperator {
            try await DeadLetterStore(client: $0).list(letters.selection, state: state, limit: limit)
        }
        Output.result(asJSON: json.isOn, Output.list(found.map(\.json)), Self.text(found))
    }

    static func text(_ letters: [DeadLetter]) -> String {
        var listing = Listing("ID", "WORKER", "TYPE", "INCIDENT", "ERROR", "ATTEMPTS", "DEAD SINCE", "STATE")
        for letter in letters {
            listing.add(
                letter.id.uuidString.lowercased(), letter.worker, letter.messageType, letter.incident,
                letter.errorCode, "\(letter.attempts)", RFC3339.string(from: letter.deadAt), letter.state.rawValue)
        }
        return listing.text(empty: "There are no such dead letters.")
    }
}

extension DeadLetterState: ExpressibleByArgument {}
