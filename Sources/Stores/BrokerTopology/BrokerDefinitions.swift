public import JSON

/// What a virtual host holds, in RabbitMQ's words. Everything is durable; users and their rights are the topology's.
public struct BrokerDefinitions: Sendable, Hashable {
    public struct Exchange: Sendable, Hashable {
        public var name: String
        public var type: String
        public var isInternal: Bool
        public var isDurable = true
        public var arguments: JSONObject
    }

    public struct Queue: Sendable, Hashable {
        public var name: String
        public var isDurable = true
        public var arguments: JSONObject
    }

    public struct Binding: Sendable, Hashable {
        public var source: String
        public var destination: String
        /// `queue` or `exchange`.
        public var destinationType: String
        public var routingKey: String
        public var arguments: JSONObject = [:]
    }

    public struct Policy: Sendable, Hashable {
        public var name: String
        public var pattern: String
        public var appliesTo: String
        public var priority: Int
        public var definition: JSONObject
    }

    public struct User: Sendable, Hashable {
        public var name: String
        public var tags: [String]
    }

    /// Regular expressions of names of exchanges and queues.
    public struct Permission: Sendable, Hashable {
        public var user: String
        public var configure: String
        public var write: String
        public var read: String
    }

    /// Regular expressions of routing keys, for one topic exchange.
    public struct TopicPermission: Sendable, Hashable {
        public var user: String
        public var exchange: String
        public var write: String
        public var read: String
    }

    public var exchanges: [Exchange] = []
    public var queues: [Queue] = []
    public var bindings: [Binding] = []
    public var policies: [Policy] = []
    public var users: [User] = []
    public var permissions: [Permission] = []
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
