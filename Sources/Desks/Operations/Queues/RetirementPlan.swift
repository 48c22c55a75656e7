public import BrokerTopology
public import JSON

/// What is taken away with a worker that is gone, and what that means.
public struct RetirementPlan: Sendable, Hashable {
    /// A queue, as the broker counts at this moment.
    public struct Queue: Sendable, Hashable {
        /// As the broker has it.
        public let name: String
        /// Messages that are ready.
        public let messages: Int
        /// Who takes from it, of all processes.
        public let consumers: Int
    }

    /// The worker that is gone.
    public let worker: String
    /// What it has at the broker.
    public let remains: WorkerRemains
    /// Its queues that are there, in the order in which they are emptied.
    public let queues: [Queue]
    /// What its schema has to publish still, which nobody does any more.
    public let unpublished: Int
    /// What its schema would do later, which nobody does any more.
    public let timers: Int

    /// Messages that it was to handle: they become dead letters, or keep it from being retired.
    public var waiting: Int { queues.filter { $0.name != remains.dead }.map(\.messages).reduce(0, +) }

    /// Dead letters that the keeper has not taken yet.
    public var letters: Int { queues.first { $0.name == remains.dead }?.messages ?? 0 }

    /// As commands show it.
    public var json: JSON {
        [
            "worker": .string(worker),
            "queues": .array(
                queues.map {
                    ["queue": .string($0.name), "messages": .int($0.messages), "consumers": .int($0.consumers)]
                }),
            "bindings": .array(
                remains.sources.map { ["exchange": .string($0.exchange), "routing_key": .string($0.routingKey)] }),
            "exchange": .bool(remains.hasExchange), "user": .bool(remains.hasUser), "waiting": .int(waiting),
            "unpublished": .int(unpublished), "timers": .int(timers),
        ]
    }
}
