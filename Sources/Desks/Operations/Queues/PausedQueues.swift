public import BrokerTopology
import JSON
public import Postgres

/// The queues that operators paused: workers look every few seconds.
public struct PausedQueues: Sendable {
    private let client: PostgresClient

    /// - Parameter client: connections of the operator's role.
    public init(client: PostgresClient) {
        self.client = client
    }

    /// Their names.
    public func names() async throws -> Set<String> {
        Set(
            try await client.query("select queue from core.paused_queue").map {
                try $0.decode("queue", as: String.self)
            })
    }

    /// - Returns: whether it was not paused before.
    public func pause(_ queue: String, reason: String, by actor: String) async throws -> Bool {
        try await client.pipeline([
            Statement(
                """
                insert into core.paused_queue (queue, paused_by, reason) values ($1, $2, $3)
                on conflict do nothing returning queue
                """, [.text(queue), .text(actor), .text(reason)]),
            Audit.row(action: "queue.paused", target: queue, detail: ["reason": .string(reason)], by: actor),
        ])[0].isEmpty == false
    }

    /// - Returns: whether it was paused.
    public func resume(_ queue: String, by actor: String) async throws -> Bool {
        try await client.pipeline([
            Statement("delete from core.paused_queue where queue = $1 returning queue", [.text(queue)]),
            Audit.row(action: "queue.resumed", target: queue, by: actor),
        ])[0].isEmpty == false
    }

    /// Refuses a name that is no worker's queue.
    public static func check(_ queue: String, _ topology: Topology) throws(UnknownQueue) {
        let workers = topology.workers.map(\.name)
        guard workers.contains(queue) else {
            throw UnknownQueue(name: queue, known: workers)
        }
    }
}
