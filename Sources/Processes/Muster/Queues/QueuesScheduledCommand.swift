import ArgumentParser
import JSON
import Operations

struct QueuesScheduledCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheduled",
        abstract: "What workers are to do in the next half hour: what waits when one is stopped meanwhile.")

    @Argument(help: "Queues, which have the workers' names; all when none is named.")
    var queues: [String] = []

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        for queue in queues { try PausedQueues.check(queue, topology) }
        let all = try await Database.asOperator(settings) { client in
            try await ScheduledWork.due(of: queues.isEmpty ? nil : queues, client: client)
        }
        Output.result(
            asJSON: json.isOn,
            Output.list(all.map { ["queue": .string($0.worker), "scheduled": $0.work.json] }), Self.text(all))
    }

    static func text(_ all: [(worker: String, work: ScheduledWork)]) -> String {
        let minutes = ScheduledWork.horizon.components.seconds / 60
        var listing = Listing("QUEUE", "IN THE NEXT \(minutes) MINUTES")
        for (worker, work) in all where !work.isEmpty { listing.add(worker, work.text) }
        return listing.text(empty: "Nothing is due in the next \(minutes) minutes.")
    }
}
