public import FoundationEssentials
import JSON

/// What a queue holds.
public struct QueueStatus: Sendable, Hashable {
    /// What a queue is for.
    public enum Kind: String, Sendable, Hashable {
        /// A worker takes its messages from it.
        case work
        /// Messages wait in it for their next try.
        case retry
        /// Keeps what a worker gave up on.
        case dead
        /// Keeps what no binding took.
        case unroutable
        /// Not the topology's.
        case foreign
    }

    /// As the broker has it, 1 to 255 bytes.
    public let name: String
    /// The worker it belongs to, if it does to one.
    public let worker: String?
    /// What it is for, by its name in the topology.
    public let kind: Kind
    /// `quorum` or `classic`, or what a plugin adds; `nil` when the broker does not say.
    public let type: String?
    /// Messages that wait for a consumer; `nil` while the broker has not counted yet, up to ten seconds after it declared
    /// the queue or started.
    public let ready: Int?
    /// Messages that consumers have and did not settle yet; `nil` as for ``ready``.
    public let unacknowledged: Int?
    /// All messages; `nil` as for ``ready``. Those neither ready nor unacknowledged are dead letters that their target
    /// does not take (``stuck``): a queue is empty when this is 0.
    public let messages: Int?
    /// Consumers that are subscribed to it, of all processes; `nil` as for ``ready``.
    public let consumers: Int?
    /// Messages that its consumers have acknowledged since the broker counts; `nil` for none so far.
    public let acknowledged: Int?
    /// When the oldest message was published, where the broker knows it (not of quorum queues in 3.10).
    public let oldest: Date?

    /// Dead letters that their target queue refuses; they stay here, invisible, and are tried again. `nil` when it is not
    /// known.
    public var stuck: Int? {
        guard let messages, let ready, let unacknowledged else { return nil }
        return max(0, messages - ready - unacknowledged)
    }
}

extension ManagementClient {
    /// All queues of the virtual host by name. The broker counts every five seconds, so that figures lag by as much.
    public func queues(_ topology: Topology) async throws(TopologyError) -> [QueueStatus] {
        let columns =
            "name,type,messages,messages_ready,messages_unacknowledged,consumers,head_message_timestamp,message_stats.ack"
        let answer = try await read(["queues", virtualHost], query: "?columns=\(columns)")
        do {
            return try JSONReader(answer).elements(max: 100_000).map { try QueueStatus($0, topology) }
                .sorted { $0.name < $1.name }
        } catch {
            throw TopologyError(.refused, "The management API answers with something unexpected: \(error).")
        }
    }
}

extension QueueStatus {
    init(_ reader: JSONReader, _ topology: Topology) throws {
        let name = try reader.string("name", length: 1...255)
        let counts = 0...Int.max
        self.init(
            name: name, worker: topology.worker(ofQueue: name), kind: topology.kind(ofQueue: name),
            type: try reader.optionalString("type", length: 1...255),
            // A queue that was declared a moment ago has no figures yet.
            ready: try reader.optionalInt("messages_ready", in: counts),
            unacknowledged: try reader.optionalInt("messages_unacknowledged", in: counts),
            messages: try reader.optionalInt("messages", in: counts),
            consumers: try reader.optionalInt("consumers", in: counts),
            acknowledged: reader.value["message_stats"]?["ack"]?.intValue,
            oldest: reader.value["head_message_timestamp"]?.doubleValue.map { Date(timeIntervalSince1970: $0) })
    }
}

extension Topology {
    /// The worker that a queue belongs to.
    public func worker(ofQueue name: String) -> String? {
        workers.map(\.name).first { name == $0 || name == "\($0).dead" || name.hasPrefix("\($0).retry.") }
    }

    /// What a queue of this name is for.
    public func kind(ofQueue name: String) -> QueueStatus.Kind {
        if exchanges.contains(where: { $0.queue == name }) { return .unroutable }
        guard let worker = worker(ofQueue: name) else { return .foreign }
        return name == worker ? .work : name == "\(worker).dead" ? .dead : .retry
    }
}
