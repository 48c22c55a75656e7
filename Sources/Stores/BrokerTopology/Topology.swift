public import Contracts
/// The topology as its files say it: short, and in the project's own words. ``BrokerDefinitions`` is what it means to
/// RabbitMQ.
public struct Topology: Sendable, Hashable {
    /// An exchange that several processes share.
    public struct Exchange: Sendable, Hashable {
        public let name: String
        /// `topic`, `direct` or `fanout`.
        public let type: String
        /// Whether nobody may publish to it, only exchanges.
        public let isInternal: Bool
        /// Where messages go that match no binding.
        public let alternate: String?
        /// A queue that keeps what arrives.
        public let queue: String?
        /// The exchange that facts go to which no worker consumes.
        public let unheard: String?
    }

    /// A worker, with queues and an exchange of its own.
    public struct Worker: Sendable, Hashable {
        public let name: String
        /// Routing keys by exchange.
        public let consumes: [Consumption]
        /// Exchanges it may publish to, besides its own.
        public let publishes: [String]
        /// Whether it reads every dead letter and may publish to every worker: it then has no dead letters itself.
        public let keepsDeadLetters: Bool
    }

    /// Keys of one exchange.
    public struct Consumption: Sendable, Hashable {
        public let exchange: String
        public let keys: [String]
    }

    /// What all workers' queues share.
    public struct Defaults: Sendable, Hashable {
        /// From the shortest to the longest: the ladder of `Contracts`, which the file must name.
        public let retry: [RetryDelay]
        /// Returns to the queue before a message counts as dead.
        public let deliveryLimit: Int
        public let workBytes: Int
        public let retryBytes: Int
    }

    /// A broker user that is not a worker's.
    public struct Operator: Sendable, Hashable {
        public let name: String
        public let tags: [String]
        public let configure: String
        public let write: String
        public let read: String
    }

    /// The broker users of detectors, made one by one.
    public struct Detectors: Sendable, Hashable {
        public let prefix: String
        public let exchange: String
    }

    public let exchanges: [Exchange]
    public let workers: [Worker]
    public let defaults: Defaults
    public let `operator`: Operator
    public let detectors: Detectors
    /// Routing keys of all facts that `Contracts` knows.
    public let facts: [String]
}
