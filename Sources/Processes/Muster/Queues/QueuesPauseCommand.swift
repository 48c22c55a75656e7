import ArgumentParser
import JSON
import Operations

struct QueuesPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Lets a worker stop taking messages; they wait in its queue.")

    @Argument(help: "The queue, which has the worker's name.")
    var queue: String

    @Option(help: "Why, for others to see.")
    var reason = ""

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        try PausedQueues.check(queue, try Broker.topology(settings))
        let (isNew, delayed, pause) = try await Database.asOperator(settings) { client in
            let delayed = try await ScheduledWork.due(of: queue, client: client)
            if !json.isOn, !delayed.isEmpty {
                Output.note(
                    "This delays \(delayed.text) in the next \(ScheduledWork.horizon.components.seconds / 60) minutes, "
                        + "beside what is in the queue and what comes.")
            }
            let pauses = PausedQueues(client: client)
            let isNew = try await pauses.pause(
                queue, reason: String(reason.prefix(500)), by: Operator.name(settings))
            return (isNew, delayed, try await pauses.all()[queue])
        }
        Output.result(
            asJSON: json.isOn,
            ["queue": .string(queue), "paused": true, "changed": .bool(isNew), "delays": delayed.json],
            isNew
                ? "\(queue) stops taking messages within seconds. `muster queues resume \(queue)` lets it go on."
                : "\(queue) is paused already\(pause.map { ": \($0.text)" } ?? ""). It stays as it is.")
    }
}
