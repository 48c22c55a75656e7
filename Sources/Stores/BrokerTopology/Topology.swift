public import Contracts
/// The topology as its files say it: short, and in the project's own words. ``BrokerDefinitions`` is what it means to
/// RabbitMQ.
public struct Topology: Sendable, Hashable {
    /// An exchange that several processes share.
    public struct Exchange: Sendable, Hashable {
        /// 1 to 60 of a-z, 0-9 and -, beginning with a letter.
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
        /// 1 to 60 of a-z, 0-9 and -, beginning with a letter: that of its file, its queue, its exchange and its user.
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
        /// A topic exchange of `exchanges.yaml`.
        public let exchange: String
        /// At most 200, each once; of the exchange of facts only those of ``Topology/facts``.
        public let keys: [String]
    }

    /// Whoever does steps of playbooks outside of Muster, with a queue and a broker user of its own.
    public struct Integration: Sendable, Hashable {
        /// 1 to 60 of a-z, 0-9, - and _, beginning with a letter: that of its file, and what playbooks call it.
        public let name: String

        /// The queue of its tasks, and the key that they are published under.
        public var queue: String { "task.\(name)" }
        /// The broker user: it reads its own tasks, and publishes its own results.
        public var user: String { "integration-\(name)" }
    }

    /// What all workers' queues share.
    public struct Defaults: Sendable, Hashable {
        /// From the shortest to the longest: the ladder of `Contracts`, which the file must name.
        public let retry: [RetryDelay]
        /// Returns to the queue before a message counts as dead.
        public let deliveryLimit: Int
        /// What a work queue holds at most, in bytes; from 1 MiB. A full one refuses what is published.
        public let workBytes: Int
        /// What a retry queue holds at most, in bytes; from 1 MiB. A full one refuses what is published.
        public let retryBytes: Int
    }

    /// A broker user that is not a worker's.
    public struct Operator: Sendable, Hashable {
        /// What it logs in with.
        public let name: String
        /// At most five, in RabbitMQ's words: `administrator`.
        public let tags: [String]
        /// A regular expression of what it may declare and delete.
        public let configure: String
        /// A regular expression of what it may publish to.
        public let write: String
        /// A regular expression of what it may consume from.
        public let read: String
    }

    /// The broker users of detectors, made one by one.
    public struct Detectors: Sendable, Hashable {
        /// What their names begin with; the source follows: `detector-`.
        public let prefix: String
        /// The topic exchange that they publish to.
        public let exchange: String
    }

    /// Those of `exchanges.yaml`; every worker has one more.
    public let exchanges: [Exchange]
    /// One of each file in `queues/`, by name.
    public let workers: [Worker]
    /// One of each file in `integrations/`, by name; none without the folder.
    public let integrations: [Integration]
    /// What `defaults.yaml` says.
    public let defaults: Defaults
    /// The operator of `users.yaml`.
    public let `operator`: Operator
    /// What `users.yaml` says of detectors.
    public let detectors: Detectors
    /// Routing keys of all facts that `Contracts` knows.
    public let facts: [String]
}
