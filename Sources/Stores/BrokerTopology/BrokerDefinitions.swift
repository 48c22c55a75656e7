public import JSON

/// What a virtual host holds, in RabbitMQ's words. Everything is durable; users and their rights are the topology's.
public struct BrokerDefinitions: Sendable, Hashable {
    /// What publishers send to; it routes to queues and other exchanges.
    public struct Exchange: Sendable, Hashable {
        /// At most 255 bytes, unique among the virtual host's exchanges.
        public var name: String
        /// How it routes: `topic`, `direct`, `fanout`, or what a plugin adds.
        public var type: String
        /// Whether clients cannot publish to it, only other exchanges.
        public var isInternal: Bool
        /// Whether it outlives a restart of the broker.
        public var isDurable = true
        /// `alternate-exchange`, where what matches no binding goes; empty without one.
        public var arguments: JSONObject
    }

    /// What keeps messages until a consumer settles them.
    public struct Queue: Sendable, Hashable {
        /// At most 255 bytes, unique among the virtual host's queues.
        public var name: String
        /// Whether it outlives a restart of the broker.
        public var isDurable = true
        /// `x-queue-type`, `x-overflow`, and those of dead letters and limits. They cannot be changed.
        public var arguments: JSONObject
    }

    /// What leads messages from an exchange to a queue or another exchange.
    public struct Binding: Sendable, Hashable {
        /// The exchange that messages come from.
        public var source: String
        /// The queue or exchange that they go to.
        public var destination: String
        /// `queue` or `exchange`.
        public var destinationType: String
        /// The key it takes, to a topic exchange a pattern with `*` and `#`; empty where the exchange ignores keys.
        public var routingKey: String
        /// Empty for every binding of the topology.
        public var arguments: JSONObject = [:]
    }

    /// Settings for all queues or exchanges whose names match; only one policy applies to each.
    public struct Policy: Sendable, Hashable {
        /// Those of the topology begin with `muster-`.
        public var name: String
        /// A regular expression of names.
        public var pattern: String
        /// `queues`, `exchanges`, `all`, or a type of queues.
        public var appliesTo: String
        /// Of several policies that match, the one with the highest applies.
        public var priority: Int
        /// What it sets: `max-length-bytes` alone in the topology's.
        public var definition: JSONObject
    }

    /// Somebody who may log in to the broker. The password is elsewhere: ``PasswordHash``.
    public struct User: Sendable, Hashable {
        /// What it logs in with: of a worker, the worker's name.
        public var name: String
        /// What it may do in the management API, such as `administrator`; none for a worker.
        public var tags: [String]
    }

    /// Regular expressions of names of exchanges and queues.
    public struct Permission: Sendable, Hashable {
        /// The name of the ``User``.
        public var user: String
        /// What it may declare and delete.
        public var configure: String
        /// What it may publish to, and bind as a destination.
        public var write: String
        /// What it may consume from, and bind as a source.
        public var read: String
    }

    /// Regular expressions of routing keys, for one topic exchange.
    public struct TopicPermission: Sendable, Hashable {
        /// The name of the ``User``.
        public var user: String
        /// The topic exchange whose keys they are.
        public var exchange: String
        /// The keys that it may publish under.
        public var write: String
        /// The keys that it may bind a queue by.
        public var read: String
    }

    /// All but those that the broker makes itself.
    public var exchanges: [Exchange] = []
    /// The workers' own, and those that keep what an exchange gets.
    public var queues: [Queue] = []
    /// All but those of the default exchange.
    public var bindings: [Binding] = []
    /// In a topology's two, which limit the size of work and retry queues.
    public var policies: [Policy] = []
    /// In a topology's the workers, the integrations and the operator; detectors are made one by one.
    public var users: [User] = []
    /// At most one of a user.
    public var permissions: [Permission] = []
    /// At most one of a user and an exchange; in a topology's those of integrations.
    public var topicPermissions: [TopicPermission] = []

    /// Puts everything into the one order that makes exports comparable.
    mutating func sort() {
        exchanges.sort { $0.name < $1.name }
        queues.sort { $0.name < $1.name }
        bindings.sort { $0.order.lexicographicallyPrecedes($1.order) }
        policies.sort { $0.name < $1.name }
        users.sort { $0.name < $1.name }
        permissions.sort { $0.user < $1.user }
        topicPermissions.sort { ($0.user, $0.exchange) < ($1.user, $1.exchange) }
    }
}

extension BrokerDefinitions.Binding {
    fileprivate var order: [String] { [source, destinationType, destination, routingKey] }
}
