import ArgumentParser
import Operations

/// What `discard` and `restore` are told: which letters, and whether only to count them.
struct LetterActionArguments: ParsableArguments {
    @OptionGroup var letters: DeadLetterArguments

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws { try letters.checkNotEmpty() }

    /// Does it, or only counts, and says so.
    /// - Parameters:
    ///   - done: what has become of so many letters.
    ///   - participle: what would be done with them: `discarded`.
    func perform(_ kind: LetterAction.Kind, _ participle: String, done: (Int) -> String) async throws {
        let report = try await Database.asOperator { client in
            try await LetterAction(client: client, actor: Operator.name()).perform(
                kind, letters.selection, dryRun: dryRun)
        }
        Output.result(
            asJSON: json.isOn, report.json,
            dryRun
                ? "\(Wording.count(report.selected, "letter")) would be \(participle)." : done(report.published))
    }
}
