import BrokerTopology
import Postgres

/// Finds queues that are subscribed to but silent: the broker counts a consumer and has handed it messages that never
/// reached it. That is so when a queue was deleted and declared again at once under its consumer (seen with 3.10.8).
struct SilentConsumers: Sendable {
    /// Longer than the broker takes to count.
    static let lag: Duration = .seconds(6)

    let client: PostgresClient
    let management: ManagementClient
    let topology: Topology

    /// Waits for a second count of the broker only when there is a suspicion.
    func check(_ queues: [QueueStatus], paused: Set<String>) async throws -> Check {
        let suspects = Self.suspects(queues, paused: paused)
        guard !suspects.isEmpty else { return Self.well }
        let busy = try await busyWorkers()
        guard suspects.contains(where: { !busy.contains($0.name) }) else { return Self.well }
        try await Task.sleep(for: Self.lag)
        let still = Self.unmoved(suspects, in: try await management.queues(topology))
        let silent = still.subtracting(busy).subtracting(try await busyWorkers()).sorted()
        return silent.isEmpty
            ? Self.well
            : .wrong(
                "silent consumers", "subscribed but silent: \(silent.joined(separator: ", "))",
                fix: "Restart these processes: the broker waits for messages that they never got. Nothing is lost.")
    }

    private static let well = Check.well("silent consumers", "none")

    /// Work queues with a consumer that has messages and settles none.
    static func suspects(_ queues: [QueueStatus], paused: Set<String>) -> [QueueStatus] {
        queues.filter { queue in
            queue.kind == .work && !paused.contains(queue.name) && (queue.consumers ?? 0) > 0
                && (queue.unacknowledged ?? 0) > 0
        }
    }

    /// Those of them in which nothing has been settled since.
    static func unmoved(_ suspects: [QueueStatus], in later: [QueueStatus]) -> Set<String> {
        Set(
            suspects.compactMap { before in
                guard let after = later.first(where: { $0.name == before.name }), (after.unacknowledged ?? 0) > 0,
                    after.acknowledged == before.acknowledged
                else { return nil }
                return before.name
            })
    }

    /// Workers that hold the lease of a message: their handlers may take minutes.
    private func busyWorkers() async throws -> Set<String> {
        let leases = WorkerSchema.union(
            try await WorkerSchema.all(client),
            """
            select '{worker}' as worker from (
                select from {schema}.inbox where done_at is null and lease_until > now() limit 1) held
            """)
        return Set(try await client.query(SQL(trusted: leases)).map { try $0.decode("worker", as: String.self) })
    }
}
