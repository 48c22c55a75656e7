import ArgumentParser
import IncidentStore
import LetterStore
import Operations

struct DeadLettersSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds dead letters by what they say, the newest first.",
        discussion:
            "The newest \(LetterFilter.reach) letters are searched, in what they carry, their ids and why they died.")

    @Argument(help: "What stands in them, in capitals or not.")
    var words: String

    @Option(help: "waiting, replaying, replayed or discarded; all by default.")
    var state: DeadLetterState?

    @Option(help: "Letters at most, 1 to 1000.")
    var limit = 100

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit must be from 1 to 1000.") }
        guard (1...LetterFilter.wordLimit).contains(words.count) else {
            throw ValidationError("Say 1 to \(LetterFilter.wordLimit) characters that stand in the letters.")
        }
    }

    func run() async throws {
        var filter = LetterFilter()
        filter.words = words
        filter.state = state
        let found = try await Database.asOperator { [filter] client in
            try await LetterDesk(database: client).letters(filter, for: .everything, limit: limit)
                .items.compactMap(\.whole)
        }
        Output.result(
            asJSON: json.isOn, Output.list(found.map(\.json)),
            DeadLettersListCommand.text(found, empty: "No dead letter says \(Plain.line(words))."))
    }
}
