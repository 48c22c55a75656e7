import ArgumentParser
import JSON
import Operations

struct DeadLettersDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Gives letters up for good; `restore` takes that back.")

    @OptionGroup var letters: DeadLetterArguments

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws { try letters.checkNotEmpty() }

    func run() async throws {
        let report = try await Database.asOperator { client in
            try await LetterAction(client: client, actor: Operator.name()).perform(
                .discard, letters.selection, dryRun: dryRun)
        }
        Output.result(
            asJSON: json.isOn, report.json,
            dryRun
                ? "\(Wording.count(report.selected, "letter")) would be discarded."
                : "\(Wording.count(report.published, "letter")) discarded; `muster dead-letters restore` takes that back."
        )
    }
}
