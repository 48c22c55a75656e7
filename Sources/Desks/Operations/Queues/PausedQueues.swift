public import BrokerTopology
import Encodings
public import FoundationEssentials
import JSON
public import Postgres

/// The queues that operators paused: workers look every few seconds.
public struct PausedQueues: Sendable {
    private let client: PostgresClient

    /// - Parameter client: connections of the operator's role.
    public init(client: PostgresClient) {
        self.client = client
    }

    /// Why a queue is paused.
    public struct Pause: Sendable, Hashable {
        /// At most 500 characters; may be empty.
        public let reason: String
        /// Who paused it.
        public let by: String
        /// Since when.
        public let at: Date

        /// As people read it: `upgrade (by ana, 2026-11-29T13:00:00.000Z)`.
        public var text: String {
            "\(reason.isEmpty ? "no reason given" : reason) (by \(by), \(RFC3339.string(from: at)))"
        }

        /// A pause as it was noted.
        public init(reason: String, by: String, at: Date) {
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    /// The pauses by the names of the queues.
    public func all() async throws -> [String: Pause] {
        let rows = try await client.query("select queue, reason, paused_by, paused_at from core.paused_queue")
        return try rows.reduce(into: [:]) { paused, row in
            paused[try row.decode("queue")] = Pause(
                reason: try row.decode("reason"), by: try row.decode("paused_by"), at: try row.decode("paused_at"))
        }
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
