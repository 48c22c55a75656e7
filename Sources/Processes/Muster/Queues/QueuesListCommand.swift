import ArgumentParser
import BrokerTopology
import FoundationEssentials
import JSON
import Operations

struct QueuesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What waits in which queue. The broker counts every five seconds.")

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        let queues = try await Broker.management(settings).queues(topology)
        let paused = try await Database.asOperator(settings) { try await PausedQueues(client: $0).names() }
        let items = queues.filter { $0.worker != nil || $0.kind == .unroutable }
        Output.result(
            asJSON: json.isOn, Output.list(items.map { Self.json($0, paused: paused, now: Date()) }),
            Self.text(items, paused: paused))
    }

    static func json(_ queue: QueueStatus, paused: Set<String>, now: Date) -> JSON {
        [
            "queue": .string(queue.name), "worker": queue.worker.map(JSON.string) ?? .null,
            "kind": .string(queue.kind.rawValue), "ready": .int(queue.ready),
            "unacknowledged": .int(queue.unacknowledged), "consumers": .int(queue.consumers),
            "paused": .bool(paused.contains(queue.name)),
            "oldest_age_seconds": queue.oldest.map { .double(max(0, now.timeIntervalSince($0))) } ?? .null,
            "stuck": .int(queue.stuck),
        ]
    }

    static func text(_ queues: [QueueStatus], paused: Set<String>) -> String {
        var listing = Listing("QUEUE", "KIND", "READY", "UNACKED", "CONSUMERS", "STATE")
        for queue in queues {
            let state = paused.contains(queue.name) ? "paused" : queue.stuck > 0 ? "\(queue.stuck) stuck" : ""
            listing.add(
                queue.name, queue.kind.rawValue, "\(queue.ready)", "\(queue.unacknowledged)", "\(queue.consumers)",
                state)
        }
        return listing.text(empty: "The broker has no queues. Run `muster topology apply`.")
    }
}
