import ArgumentParser
import BrokerTopology
import FoundationEssentials
import JSON
import Operations

struct QueuesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What waits in which queue. The broker counts every five seconds.",
        discussion: """
            READY waits for a consumer, UNACKED is with one, STUCK are dead letters that their target queue does not take. \
            A queue is empty when its TOTAL is 0. A dash is a figure that the broker has not counted yet.
            """)

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        let queues = try await Broker.management(settings).queues(topology)
        let paused = try await Database.asOperator(settings) { try await PausedQueues(client: $0).all() }
        let items = queues.filter { $0.worker != nil || $0.kind == .unroutable }
        Output.result(
            asJSON: json.isOn, Output.list(items.map { Self.json($0, paused[$0.name], now: Date()) }),
            Self.text(items, paused: paused))
    }

    static func json(_ queue: QueueStatus, _ pause: PausedQueues.Pause?, now: Date) -> JSON {
        [
            "queue": .string(queue.name), "worker": .optional(queue.worker), "kind": .string(queue.kind.rawValue),
            "ready": .optional(queue.ready), "unacknowledged": .optional(queue.unacknowledged),
            "stuck": .optional(queue.stuck), "messages": .optional(queue.messages),
            "consumers": .optional(queue.consumers), "paused": .bool(pause != nil),
            "pause_reason": .optional(pause?.reason), "paused_by": .optional(pause?.by),
            "paused_at": .optional(pause?.at),
            "oldest_age_seconds": queue.oldest.map { .double(max(0, now.timeIntervalSince($0))) } ?? .null,
        ]
    }

    static func text(_ queues: [QueueStatus], paused: [String: PausedQueues.Pause]) -> String {
        var listing = Listing("QUEUE", "KIND", "READY", "UNACKED", "STUCK", "TOTAL", "CONSUMERS", "STATE")
        for queue in queues {
            listing.add(
                queue.name, queue.kind.rawValue, queue.ready.map(String.init), queue.unacknowledged.map(String.init),
                queue.stuck.map(String.init), queue.messages.map(String.init), queue.consumers.map(String.init),
                state(of: queue, paused[queue.name]))
        }
        return listing.text(empty: "The broker has no queues. Run `muster topology apply`.")
    }

    private static func state(of queue: QueueStatus, _ pause: PausedQueues.Pause?) -> String? {
        if let pause { return "paused: \(pause.text)" }
        if let stuck = queue.stuck, stuck > 0 { return "\(stuck) stuck: the target queue does not take them" }
        switch queue.kind {
        case .retry: return queue.messages.map { $0 == 0 ? "empty" : "waiting for the next try" }
        case .unroutable: return queue.messages.map { $0 == 0 ? "empty" : "see `muster doctor`" }
        case .work, .dead, .foreign: return queue.consumers.map { $0 == 0 ? "nobody takes from it" : "running" }
        }
    }
}
