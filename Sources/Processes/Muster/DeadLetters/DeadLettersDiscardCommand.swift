import ArgumentParser
import JSON
import Operations

struct DeadLettersDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Gives letters up for good; `restore` takes that back.")

    @OptionGroup var action: LetterActionArguments

    @Option(help: "Why, for those who look later; 500 characters at most.")
    var reason: String?

    func validate() throws {
        if let reason, !(1...500).contains(reason.count) {
            throw ValidationError("--reason is 1 to 500 characters.")
        }
    }

    func run() async throws {
        let (letters, dryRun, isJSON, reason) = (action.letters.selection, action.dryRun, action.json.isOn, reason)
        let (report, work) = try await Database.asOperator { client in
            let action = LetterAction(client: client, actor: Operator.name())
            let work = try await action.work(.discard, letters)
            if !dryRun, !work.isEmpty, !isJSON { Output.note("This gives up \(work.text).") }
            return (try await action.perform(.discard, letters, dryRun: dryRun, reason: reason), work)
        }
        var answer = report.json.objectValue ?? [:]
        answer["gives_up"] = work.json
        Output.result(
            asJSON: isJSON, .object(answer),
            dryRun
                ? "\(Wording.count(report.selected, "letter")) would be discarded: \(work.text)."
                : "\(Wording.count(report.published, "letter")) discarded; `muster dead-letters restore` takes that back."
        )
    }
}
