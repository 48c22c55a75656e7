import JSON

/// A message as it lies in a queue, without its body.
public struct WaitingMessage: Sendable, Hashable {
    /// What the sender calls it.
    public let messageID: String?
    /// Its headers that are texts or numbers, as texts.
    public let headers: [String: String]
}

extension ManagementClient {
    /// Looks at the messages at the head of a queue and puts them back in their places.
    ///
    /// A quorum queue counts a delivery for each look: fine for queues without a delivery limit, such as those of retries.
    /// - Parameter limit: messages at most, from 1.
    public func peek(_ queue: String, limit: Int) async throws(TopologyError) -> [WaitingMessage] {
        try await get(queue, count: limit, deadline: .seconds(15)).map { message in
            let properties = message["properties"] ?? .null
            var headers: [String: String] = [:]
            for (key, value) in properties["headers"]?.objectValue ?? [:] {
                headers[key] = value.stringValue ?? value.numberValue?.text
            }
            return WaitingMessage(messageID: properties["message_id"]?.stringValue, headers: headers)
        }
    }

    /// Asks every queue of the topology for a message, which goes back to its place, and names those that do not answer:
    /// after some deaths of a broker all else says that they are there, while what is confirmed in them is out of reach (seen
    /// with 3.10.8).
    ///
    /// A work queue whose messages wait for a consumer that it has is left out: each look would count towards its delivery
    /// limit, and its consumer shows whether it lives.
    /// - Parameter deadline: how long a queue may take.
    public func silentQueues(
        of topology: Topology, deadline: Duration = .seconds(5)
    ) async throws(TopologyError) -> [TopologyDifference] {
        let asked = try await queues(topology).filter { queue in
            guard queue.kind != .foreign else { return false }
            return queue.kind != .work || queue.ready == 0 || queue.consumers == 0 || queue.ready == nil
        }.map(\.name)
        return await withTaskGroup(of: TopologyDifference?.self) { group in
            for queue in asked { group.addTask { await silence(of: queue, deadline) } }
            return await group.reduce(into: []) { found, silent in if let silent { found.append(silent) } }
                .sorted { $0.object < $1.object }
        }
    }

    private func silence(of queue: String, _ deadline: Duration) async -> TopologyDifference? {
        do {
            _ = try await get(queue, count: 1, deadline: deadline)
            return nil
        } catch {
            let reason =
                error.code == .unreachable
                ? "does not answer within \(deadline.components.seconds) s" : "gives no messages (\(error.detail))"
            return TopologyDifference(
                kind: .silent, remedy: .left, object: "queue \(queue)",
                detail:
                    "is declared, and \(reason): what is in it is out of reach. Start the nodes of the broker that are "
                    + "down; if none is, delete the queue, apply again, and see `muster events republish`")
        }
    }

    private func get(_ queue: String, count: Int, deadline: Duration) async throws(TopologyError) -> [JSON] {
        let answer = try await call(
            "POST", ["queues", virtualHost, queue, "get"],
            body: [
                "count": .int(count), "ackmode": "ack_requeue_true", "encoding": "base64", "truncate": 1,
            ], deadline: deadline)
        return answer?.arrayValue ?? []
    }

    /// The alarms that are raised, by node: `memory on rabbit@db-1`. While there is one, no node takes messages from anybody.
    public func alarms() async throws(TopologyError) -> [String] {
        let nodes = try await read(["nodes"], query: "columns=name,mem_alarm,disk_free_alarm").arrayValue ?? []
        return nodes.flatMap { Self.alarms(ofNode: $0) }
    }

    static func alarms(ofNode node: JSON) -> [String] {
        let name = node["name"]?.stringValue ?? "a node"
        let alarms = [("mem_alarm", "memory"), ("disk_free_alarm", "disk")]
        return alarms.filter { node[$0.0] == true }.map { "\($0.1) on \(name)" }
    }

    /// The shovels that the broker has, of every virtual host: they move messages without their bindings being checked.
    public func shovels() async throws(TopologyError) -> [String] {
        let answer = try await call("GET", ["parameters", "shovel"], absent: true) ?? .null
        return (answer.arrayValue ?? []).compactMap { $0["name"]?.stringValue }.sorted()
    }
}
