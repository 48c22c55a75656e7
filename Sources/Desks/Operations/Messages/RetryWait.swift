public import BrokerTopology
import Contracts
import Encodings
public import FoundationEssentials
public import JSON

/// A message that waits in a retry queue for its next try.
public struct RetryWait: Sendable, Hashable {
    /// How many messages of each queue are looked at: those that come back first.
    static let depth = 2000

    /// Whose next try it is.
    public let worker: String
    /// The queue: `notifier.retry.1m`.
    public let queue: String
    /// The tries so far, from 1.
    public let tries: Int
    /// When it comes back to its worker; `nil` when the release before put it there, which did not say.
    public let until: Date?
    /// The worker's word for why the last try failed, and what went wrong.
    public let error: String?
}

extension RetryWait {
    init?(_ message: WaitingMessage, in queue: QueueStatus) {
        guard let worker = queue.worker else { return nil }
        self.worker = worker
        self.queue = queue.name
        // The header counts the try to come.
        tries = max(1, (message.headers[MessageHeader.attempt].flatMap { Int($0) } ?? 2) - 1)
        until = message.headers[MessageHeader.retryAt].flatMap { RFC3339.date(from: $0) }
        let parts = [message.headers[MessageHeader.errorCode], message.headers[MessageHeader.errorDetail]]
        let error = parts.compactMap { $0 }.joined(separator: ": ")
        self.error = error.isEmpty ? nil : error
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "worker": .string(worker), "queue": .string(queue), "tries": .int(tries), "until": .optional(until),
            "error": .optional(error),
        ]
    }

    /// Where a message waits for its next try. Every retry queue is looked at: the broker's counts lag by seconds, and a message
    /// that has just been put off is the one that people ask for.
    public static func find(
        _ id: UUID, _ broker: ManagementClient, _ topology: Topology
    ) async throws(TopologyError) -> [RetryWait] {
        let name = UUIDText.string(from: id)
        var found: [RetryWait] = []
        for queue in try await broker.queues(topology) where queue.kind == .retry {
            found += try await broker.peek(queue.name, limit: depth).filter {
                $0.messageID?.lowercased() == name
            }.compactMap { RetryWait($0, in: queue) }
        }
        return found
    }
}
