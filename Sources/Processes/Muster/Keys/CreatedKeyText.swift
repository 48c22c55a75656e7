import Encodings
import JSON
import Operations

/// A new key for people.
enum CreatedKeyText {
    static func text(_ created: CreatedKey) -> String {
        var lines = [
            created.key,
            "This is the only time that the key is shown. It allows \(created.record.scopes.joined(separator: ", ")).",
        ]
        if created.record.kind == KeyKind.routing.rawValue {
            lines.append("Senders of PagerDuty's events take it as routing key, integration key or service key.")
        }
        if let expiry = created.record.expiresAt { lines.append("It expires at \(RFC3339.string(from: expiry)).") }
        if let broker = created.broker {
            lines.append("AMQP user \(broker.user), password \(broker.password), shown once as well.")
            lines.append("It publishes to the exchange \(broker.exchange) under \(broker.routingKey).")
        }
        return lines.joined(separator: "\n")
    }
}
