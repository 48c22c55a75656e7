import ArgumentParser
import Foundation
import JSON
import Operations

struct EventsRepublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "republish", abstract: "Publishes again what a consumer should have and has not done.",
        discussion: """
            For a broker that lost its disk: outboxes remember what was published for three days. What a consumer has \
            done already it recognises and drops; what waits as a dead letter is left alone.
            """)

    @Option(help: "Announced since: a span such as 2h, or a time.")
    var since: String

    @Option(help: "Only for what this worker should have.")
    var worker: String?

    @Flag(help: "Only says how many it would be.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard Moment.past(since) != nil else {
            throw ValidationError("--since \(Plain.line(since)) is no time. Write 2h, 30m or 2026-11-21T10:00:00Z.")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        if let worker { try PausedQueues.check(worker, topology) }
        guard let since = Moment.past(since) else { return }
        let count = try await Database.asOperator(settings) { client in
            let events = RepublishedEvents(
                client: client, consumers: Consumers(topology), since: since, worker: worker)
            return try await dryRun ? events.count() : events.republish(by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn,
            [
                "since": since.json, "worker": worker.map(JSON.string) ?? .null, "selected": .int(count),
                "dry_run": .bool(dryRun),
            ],
            dryRun
                ? "\(Wording.count(count, "message")) would be published again."
                : count == 0
                    ? "Nothing is to be published again: all that was announced since then is done or waits as a dead letter."
                    : "\(Wording.count(count, "message")) to publish again; the processes do so within seconds.")
    }
}
