/// What a worker has at the broker, whether a topology knows it or not.
public struct WorkerRemains: Sendable, Hashable {
    /// A binding that fills the worker's queue from an exchange of others.
    public struct Source: Sendable, Hashable {
        /// The exchange.
        public let exchange: String
        /// The key that it routes by.
        public let routingKey: String
    }

    /// Where its messages wait for their next try, by name.
    public let retries: [String]
    /// The queue with the worker's name; `nil` when it is gone.
    public let work: String?
    /// What it gave up on; `nil` when it is gone.
    public let dead: String?
    /// What fills its queue from outside, by exchange and key.
    public let sources: [Source]
    /// Whether its exchange is there.
    public let hasExchange: Bool
    /// Whether its user is there.
    public let hasUser: Bool

    /// All of its queues, in the order in which they are emptied.
    public var queues: [String] { retries + [work, dead].compactMap(\.self) }

    /// Whether nothing of it is left.
    public var isNothing: Bool { queues.isEmpty && !hasExchange && !hasUser }

    init(of worker: String, in state: BrokerState) {
        let queues = state.definitions.queues.map(\.name).sorted()
        retries = queues.filter { $0.hasPrefix("\(worker).retry.") }
        work = queues.first { $0 == worker }
        dead = queues.first { $0 == "\(worker).dead" }
        sources = state.definitions.bindings.filter {
            $0.destination == worker && $0.destinationType == "queue" && $0.source != worker && !$0.source.isEmpty
        }.map { Source(exchange: $0.source, routingKey: $0.routingKey) }
            .sorted { ($0.exchange, $0.routingKey) < ($1.exchange, $1.routingKey) }
        hasExchange = state.definitions.exchanges.contains { $0.name == worker }
        hasUser = state.definitions.users.contains { $0.name == worker }
    }
}

extension ManagementClient {
    /// What a worker has at the broker.
    /// - Parameter worker: a worker's name, as in `notifier`.
    public func remains(of worker: String) async throws(TopologyError) -> WorkerRemains {
        WorkerRemains(of: worker, in: try await state())
    }

    /// Lets the dead-letter-keeper read the dead letters of a worker that the topology does not have any more.
    /// - Parameter worker: the worker; `nil` for none besides those of the topology.
    public func letKeeperRead(
        lettersOf worker: String?, _ topology: Topology
    ) async throws(TopologyError) {
        guard let keeper = topology.workers.first(where: \.keepsDeadLetters)?.name,
            var permission = BrokerDefinitions(topology).permissions.first(where: { $0.user == keeper })
        else { return }
        guard try await call("GET", ["users", keeper], absent: true) != nil else { return }
        if let worker { permission.read += "|^\(NamePattern.escape(worker))\\.dead$" }
        try await setPermission(permission)
    }

    /// Deletes a worker's queues with all that is in them, its exchange and its user; what is not there is no error.
    public func delete(_ remains: WorkerRemains, of worker: String) async throws(TopologyError) {
        for queue in remains.queues { _ = try await call("DELETE", ["queues", virtualHost, queue], absent: true) }
        _ = try await call("DELETE", ["exchanges", virtualHost, worker], absent: true)
        try await deleteUser(worker)
    }
}
