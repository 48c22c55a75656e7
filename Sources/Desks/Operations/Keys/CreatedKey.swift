public import JSON

/// What is shown of a new key, once.
public struct CreatedKey: Sendable {
    /// How a detector publishes over AMQP.
    public struct BrokerLogin: Sendable {
        /// The broker user, which is the detector's alone.
        public let user: String
        /// Shown once; the broker keeps a salted hash of it.
        public let password: String
        /// Where alerts are published to: the only exchange that the user may write to.
        public let exchange: String
        /// The key to publish under: `<format>.<source>`.
        public let routingKey: String

        /// A login as the broker has it now.
        public init(user: String, password: String, exchange: String, routingKey: String) {
            self.user = user
            self.password = password
            self.exchange = exchange
            self.routingKey = routingKey
        }
    }

    /// The whole key, or the secret of one that signs; secret.
    public let key: String
    /// What stays known of the key.
    public let record: KeyRecord
    /// The broker user of a detector, and its password.
    public let broker: BrokerLogin?

    /// A key that was stored, with the broker's login when it is a detector's.
    public init(key: String, record: KeyRecord, broker: BrokerLogin? = nil) {
        self.key = key
        self.record = record
        self.broker = broker
    }

    /// As commands and doors show it, once.
    public var json: JSON {
        var object: JSONObject = ["name": .string(record.name), "prefix": .string(record.prefix)]
        if record.kind == KeyKind.aws.rawValue {
            object["id"] = .string(record.prefix)
            object["secret"] = .string(key)
        } else {
            object["key"] = .string(key)
        }
        object["scopes"] = .array(record.scopes.map(JSON.string))
        object["created_at"] = record.createdAt.json
        object["expires_at"] = .optional(record.expiresAt)
        if let broker {
            object["amqp"] = [
                "user": .string(broker.user), "password": .string(broker.password),
                "exchange": .string(broker.exchange), "routing_key": .string(broker.routingKey),
            ]
        }
        return .object(object)
    }
}
