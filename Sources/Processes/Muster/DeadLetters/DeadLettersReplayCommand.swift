import ArgumentParser
import Foundation
import JSON
import Operations
import Postgres

struct DeadLettersReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Sends dead letters back to the worker that gave up, and to no other.",
        discussion: """
            The selection is stored first, so that a replay that is killed goes on with --resume. Letters older than 90 \
            days are skipped: nobody remembers whether they were done. With --as-new they are new messages.
            """)

    @OptionGroup var letters: DeadLetterArguments

    @Option(help: "Letters a second, such as 50/s; as fast as it goes otherwise.", transform: Self.rate)
    var rate: Double?

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @Flag(help: "Under new ids, also when they are too old to tell whether they were done.")
    var asNew = false

    @Flag(help: "Goes on with the replays that were not finished.")
    var resume = false

    @OptionGroup var json: JSONOption

    static func rate(_ text: String) throws -> Double {
        let number = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
        guard let rate = Double(number), rate > 0, rate <= 100_000 else {
            throw ValidationError("\(Listing.line(text)) is no rate. Write 50/s.")
        }
        return rate
    }

    func validate() throws {
        if resume {
            guard letters.selection.isEmpty, !dryRun, !asNew, rate == nil else {
                throw ValidationError("--resume goes on as it was asked for, and takes nothing else.")
            }
        } else {
            try letters.checkNotEmpty()
        }
    }

    func run() async throws {
        let settings = Settings.process
        try await Database.asOperator(settings) { client in
            let action = LetterAction(client: client, actor: Operator.name(settings))
            if resume {
                let replays = try await Replay.unfinished(client)
                var reports: [LetterAction.Report] = []
                for replay in replays { reports.append(try await carryOut(replay, action)) }
                Output.result(
                    asJSON: json.isOn, Output.list(reports.map(\.json)),
                    reports.isEmpty ? "No replay is unfinished." : reports.map(Self.text).joined(separator: "\n"))
                return
            }
            let report = try await dryRun ? preview(action) : begin(action, client)
            Output.result(asJSON: json.isOn, report.json, Self.text(report))
        }
    }

    private func preview(_ action: LetterAction) async throws -> LetterAction.Report {
        try await action.preview(.replay, letters.selection, rate: rate)
    }

    private func begin(_ action: LetterAction, _ client: PostgresClient) async throws -> LetterAction.Report {
        let id = try await action.store(.replay, letters.selection, rate: rate, asNew: asNew)
        return try await carryOut(Replay(client: client, selection: id, rate: rate, asNew: asNew), action)
    }

    private func carryOut(_ replay: Replay, _ action: LetterAction) async throws -> LetterAction.Report {
        let isQuiet = json.isOn
        try await replay.run { count in
            if !isQuiet { Output.note("\(count) handed over") }
        }
        let left = try await replay.settle(within: .seconds(15))
        if left > 0 {
            Output.note(
                "\(left) wait in the outbox of the dead-letter-keeper. Does it run? They go out when it does; then "
                    + "`muster dead-letters replay --resume` notes that.")
        }
        return try await action.report(replay.selection)
    }

    static func text(_ report: LetterAction.Report) -> String {
        if report.isDryRun { return "\(report.selected) letters would be replayed." }
        var text = "\(report.published) of \(report.selected) letters replayed"
        if report.skipped > 0 { text += ", \(report.skipped) skipped: moved meanwhile, or too old (see --as-new)" }
        if report.failed > 0 { text += ", \(report.failed) cannot be read" }
        return text + "."
    }
}
