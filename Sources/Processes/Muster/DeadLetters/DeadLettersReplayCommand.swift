import ArgumentParser
import Encodings
import Foundation
import JSON
import Operations

struct DeadLettersReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Sends dead letters back to the worker that gave up, and to no other.",
        discussion: """
            The dead-letter-keeper carries it out; this command only watches, and may end. Letters older than 90 days \
            are skipped: nobody remembers whether they were done. With --as-new they are new messages.
            """)

    @OptionGroup var letters: DeadLetterArguments

    @Option(help: "Letters a second, such as 50/s; as fast as it goes otherwise.", transform: Self.rate)
    var rate: Double?

    @Option(help: "At most so many of them, those that died first: to see whether they die again.")
    var first: Int?

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @Flag(help: "Under new ids, also when they are too old to tell whether they were done.")
    var asNew = false

    @Flag(help: "Watches the replays that are not finished.")
    var resume = false

    @Option(
        help: "Ends the replay of this selection; what was not handed over yet waits as before.",
        transform: MessageShowCommand.identifier)
    var stop: UUID?

    @Option(help: "Seconds without progress after which the command says what is the matter, 1 to 3600.")
    var wait = 15

    @OptionGroup var json: JSONOption

    static func rate(_ text: String) throws -> Double {
        let number = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
        guard let rate = Double(number), LetterOrder.rates.contains(rate) else {
            throw ValidationError("\(Plain.line(text)) is no rate. Write 50/s.")
        }
        return rate
    }

    func validate() throws {
        if resume || stop != nil {
            guard letters.selection.isEmpty, !dryRun, !asNew, rate == nil, first == nil, !(resume && stop != nil) else {
                throw ValidationError("--resume and --stop are about what was asked for, and take nothing else.")
            }
        } else {
            try letters.checkNotEmpty()
        }
        if let first, first < 1 { throw ValidationError("--first must be 1 or more.") }
        guard (1...3600).contains(wait) else { throw ValidationError("--wait must be from 1 to 3600.") }
    }

    func run() async throws {
        let settings = Settings.process
        try await Database.asOperator(settings) { client in
            let actor = Operator.name(settings)
            let replays = Replays(client: client, actor: actor)
            if let stop {
                try await end(stop, replays)
            } else if resume {
                try await watchAll(replays)
            } else if dryRun {
                let report = try await LetterAction(client: client, actor: actor)
                    .preview(.replay, selection, rate: rate)
                Output.result(asJSON: json.isOn, report.json, ReplayText.text(report))
            } else {
                let id = try await replays.order(selection, rate: rate, asNew: asNew)
                let (report, isFinished) = try await watch(id, replays)
                Output.result(asJSON: json.isOn, report.json, ReplayText.text(report))
                if !isFinished { throw CommandFailure.told }
            }
        }
    }

    private var selection: DeadLetterSelection {
        var selection = letters.selection
        selection.first = first
        return selection
    }

    private func end(_ id: UUID, _ replays: Replays) async throws {
        guard try await replays.stop(id), let progress = try await replays.progress(id) else {
            throw CommandFailure("There is no replay \(UUIDText.string(from: id)) that is not finished.")
        }
        Output.result(asJSON: json.isOn, progress.report.json, ReplayText.text(progress.report))
    }

    private func watchAll(_ replays: Replays) async throws {
        var reports: [LetterAction.Report] = []
        var areFinished = true
        for id in try await replays.unfinished() {
            let (report, isFinished) = try await watch(id, replays)
            reports.append(report)
            areFinished = areFinished && isFinished
        }
        Output.result(
            asJSON: json.isOn, Output.list(reports.map(\.json)),
            reports.isEmpty ? "No replay is unfinished." : reports.map(ReplayText.text).joined(separator: "\n"))
        if !areFinished { throw CommandFailure.told }
    }

    /// Watches until the replay is finished, stands still, or somebody has seen enough.
    private func watch(
        _ id: UUID, _ replays: Replays
    ) async throws -> (report: LetterAction.Report, isFinished: Bool) {
        let meter = Meter("letter", "handed over", isShown: !json.isOn && Output.notesGoToTerminal)
        let ending = try await Interruption.racing {
            try await replays.watch(id, patience: .seconds(wait)) { count in meter.add(count) }
        }
        meter.end()
        switch ending {
        case .finished(let progress):
            return (progress.report, true)
        case .stalled(let progress, let isKeeperConnected):
            Output.note(
                ReplayText.stalled(progress, isKeeperConnected: isKeeperConnected, waited: .seconds(wait)))
            return (progress.report, false)
        case nil:
            Output.note(ReplayText.left(try? await replays.progress(id)?.report))
            throw CommandFailure.interrupted
        }
    }
}
