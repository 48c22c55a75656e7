import ArgumentParser
import JSON
import Operations

struct DeadLettersDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Gives letters up for good; `restore` takes that back.")

    @OptionGroup var action: LetterActionArguments

    func run() async throws {
        let (letters, dryRun, isJSON) = (action.letters.selection, action.dryRun, action.json.isOn)
        let (report, work) = try await Database.asOperator { client in
            let action = LetterAction(client: client, actor: Operator.name())
            let work = try await action.work(.discard, letters)
            if !dryRun, !work.isEmpty, !isJSON { Output.note("This gives up \(work.text).") }
            return (try await action.perform(.discard, letters, dryRun: dryRun), work)
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
