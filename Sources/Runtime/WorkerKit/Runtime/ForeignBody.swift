import AMQP
import Encodings
import FoundationEssentials
import JSON

/// What a message that is not Muster's own says, in its body alone: what senders put into properties and headers is made
/// part of it, since a retry, a dead letter and a replay carry the body and no foreign header.
struct ForeignBody: Sendable, Hashable {
    var contentType: String?
    var bytes: [UInt8]

    /// - Parameter routingKey: the key that the message was first published under.
    init(_ delivery: Delivery, routingKey: String) {
        contentType = delivery.properties.contentType
        bytes = delivery.body
        if routingKey.hasPrefix("cloudevents."), let event = Self.cloudEvent(delivery) {
            contentType = "application/cloudevents+json"
            bytes = event.bytes()
        } else if routingKey.hasPrefix("native."), Self.isPlainText(delivery.properties),
            let alert = ForeignText.alert(delivery)
        {
            contentType = "application/json"
            bytes = alert.bytes()
        }
    }

    /// Whether the body is for people: what Apprise sends.
    static func isPlainText(_ properties: AMQPProperties) -> Bool {
        mediaType(properties.contentType) == "text/plain"
    }

    private static func mediaType(_ text: String?) -> String {
        (text ?? "").prefix { $0 != ";" && $0 != " " }.lowercased()
    }

    // MARK: CloudEvents in binary mode

    /// How the headers of attributes begin: in the protocol binding for AMQP, section 3.1.3.1, and as senders write it that
    /// follow the one for HTTP.
    private static let prefixes = ["cloudevents_", "cloudevents:", "ce-", "ce_"]

    /// The event in structured mode; `nil` when it comes in it, or is none.
    private static func cloudEvent(_ delivery: Delivery) -> JSON? {
        guard !mediaType(delivery.properties.contentType).hasPrefix("application/cloudevents") else { return nil }
        var event = JSONObject()
        for (header, value) in delivery.properties.headers.sorted(by: { $0.key < $1.key }) {
            let name = header.lowercased()
            guard let prefix = prefixes.first(where: name.hasPrefix) else { continue }
            let attribute = String(name.dropFirst(prefix.count))
            guard let value = Self.attribute(attribute, value) else { continue }
            event[attribute] = value
        }
        guard event["specversion"] != nil else { return nil }
        if let type = delivery.properties.contentType { event["datacontenttype"] = .string(type) }
        if delivery.body.isEmpty { return .object(event) }
        // Senders write JSON as text, and leave its type out: what reads as JSON is JSON.
        if let data = try? JSON.parse(delivery.body) {
            event["data"] = data
        } else if let text = String(validating: delivery.body, as: UTF8.self) {
            event["data"] = .string(text)
        } else {
            event["data_base64"] = .string(Base64.standard.encode(delivery.body))
        }
        return .object(event)
    }

    /// An attribute's value. Nothing of it is percent-encoded, other than over HTTP; a time is a timestamp, milliseconds or
    /// text (`cloudevents` for Python writes milliseconds).
    private static func attribute(_ name: String, _ value: AMQPFieldValue) -> JSON? {
        switch value {
        case .string(let text): .string(text)
        case .bool(let bool): .bool(bool)
        case .int(let milliseconds) where name == "time": .string(time(Double(milliseconds) / 1000))
        case .int(let number): .int(Int(number))
        case .timestamp(let seconds): .string(time(Double(seconds)))
        case .double(let number): .string("\(number)")
        case .bytes(let bytes): .string(Base64.standard.encode(bytes))
        case .array, .table, .null: nil
        }
    }

    private static func time(_ seconds: Double) -> String {
        let bounded = min(max(seconds, 0), 253_402_300_799)
        return RFC3339.string(from: Date(timeIntervalSince1970: bounded))
    }
}
