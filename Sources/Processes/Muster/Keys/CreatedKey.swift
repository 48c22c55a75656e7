import JSON

/// What is shown of a new key, once.
struct CreatedKey: Sendable {
    let key: String
    let record: KeyRecord
    /// The broker user of a detector, and its password.
    var broker: BrokerLogin?

    struct BrokerLogin: Sendable {
        let user: String
        let password: String
        let exchange: String
        let routingKey: String
    }

    var json: JSON {
        var object: JSONObject = [
            "name": .string(record.name), "prefix": .string(record.prefix), "key": .string(key),
            "scopes": .array(record.scopes.map(JSON.string)), "created_at": record.createdAt.json,
            "expires_at": .optional(record.expiresAt),
        ]
        if let broker {
            object["amqp"] = [
                "user": .string(broker.user), "password": .string(broker.password),
                "exchange": .string(broker.exchange), "routing_key": .string(broker.routingKey),
            ]
        }
        return .object(object)
    }

    var text: String {
        var lines = [
            "\(key)",
            "This is the only time that the key is shown. It allows \(record.scopes.joined(separator: ", ")).",
        ]
        if let expiry = record.expiresAt { lines.append("It expires at \(RFC3339.string(from: expiry)).") }
        if let broker {
            lines.append("AMQP user \(broker.user), password \(broker.password), shown once as well.")
            lines.append("It publishes to the exchange \(broker.exchange) under \(broker.routingKey).")
        }
        return lines.joined(separator: "\n")
    }
}
