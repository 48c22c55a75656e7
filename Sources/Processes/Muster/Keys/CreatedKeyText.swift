import Encodings
import JSON
import Operations

/// A new key for people.
enum CreatedKeyText {
    static func text(_ created: CreatedKey) -> String {
        let isForAWS = created.record.kind == KeyKind.aws.rawValue
        let told =
            isForAWS
            ? "aws_access_key_id = \(created.record.prefix)\naws_secret_access_key = \(created.key)" : created.key
        var lines = [
            told,
            "This is the only time that the \(isForAWS ? "secret" : "key") is shown. It allows "
                + "\(created.record.scopes.joined(separator: ", ")).",
        ]
        if isForAWS { lines.append("Clients of AWS take it with --endpoint-url (or endpoint_url) and any region.") }
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
