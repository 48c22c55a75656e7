import ArgumentParser
import JSON

struct DeadLettersRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Takes letters back that were discarded; they wait again.")

    @OptionGroup var selection: DeadLetterSelection

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws { try selection.checkNotEmpty() }

    func run() async throws {
        let report = try await Database.asOperator { client in
            try await LetterAction(client: client, actor: Operator.name()).perform(.restore, selection, dryRun: dryRun)
        }
        Output.result(
            asJSON: json.isOn, report.json,
            dryRun ? "\(report.selected) letters would be restored." : "\(report.published) letters wait again.")
    }
}
