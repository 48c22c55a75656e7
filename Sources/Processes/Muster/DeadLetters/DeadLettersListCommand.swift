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
        Output.result(asJSON: json.isOn, Output.list(found.map(\.json)), Self.text(found, empty: empty))
        if !json.isOn, found.count == limit { Output.note("These are the newest \(limit): --limit shows more.") }
    }

    private var empty: String {
        let asked = letters.words + (state.map { ["state \($0.rawValue)"] } ?? [])
        return "There are no dead letters" + (asked.isEmpty ? "." : " with \(asked.joined(separator: ", ")).")
    }

    static func text(_ letters: [DeadLetter], empty: String = "There are no dead letters.") -> String {
        var listing = Listing("ID", "WORKER", "TYPE", "INCIDENT", "ERROR", "ATTEMPTS", "DEAD SINCE", "STATE")
        for letter in letters {
            listing.add(
                UUIDText.string(from: letter.id), letter.worker, letter.messageType, letter.incident,
                letter.errorCode, "\(letter.attempts)", RFC3339.string(from: letter.deadAt), letter.state.rawValue)
        }
        return listing.text(empty: empty)
    }
}

extension DeadLetterState: ExpressibleByArgument {}
