import ArgumentParser
import JSON
import Operations

struct DeadLettersRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Takes letters back that were discarded; they wait again.")

    @OptionGroup var letters: DeadLetterArguments

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws { try letters.checkNotEmpty() }

    func run() async throws {
        let report = try await Database.asOperator { client in
            try await LetterAction(client: client, actor: Operator.name()).perform(
                .restore, letters.selection, dryRun: dryRun)
        }
        Output.result(
            asJSON: json.isOn, report.json,
            dryRun
                ? "\(Wording.count(report.selected, "letter")) would be restored."
                : "\(Wording.count(report.published, "letter")) \(report.published == 1 ? "waits" : "wait") again.")
    }
}
