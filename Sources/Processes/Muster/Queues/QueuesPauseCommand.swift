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
        let isNew = try await Database.asOperator(settings) {
            try await PausedQueues(client: $0).pause(
                queue, reason: String(reason.prefix(500)), by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn, ["queue": .string(queue), "paused": true, "changed": .bool(isNew)],
            isNew
                ? "\(queue) stops taking messages within seconds. `muster queues resume \(queue)` lets it go on."
                : "\(queue) is paused already: `muster queues` says why.")
    }
}
