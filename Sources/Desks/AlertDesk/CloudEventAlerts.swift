import Incident
import JSON

/// CloudEvents 1.0: structured (one event or a batch), or binary with the attributes in headers.
///
/// The event's data may hold the fields of the native format; what it does not say comes from the attributes: the title
/// is the subject or type, the severity the extension `severitytext`, and the key `source` and `id`, by which CloudEvents
/// tells events apart. A type that ends in `.resolved` resolves.
enum CloudEventAlerts {
    /// An event or an array of events.
    static func parse(structured reader: JSONReader) throws -> ParsedAlerts {
        if case .array = reader.value {
            return ParsedAlerts(try reader.elements(max: ParsedAlerts.maximum)) { try alert($0) }
        }
        return ParsedAlerts([reader]) { try alert($0) }
    }

    /// An event whose attributes came as headers `ce-…`.
    /// - Parameters:
    ///   - attributes: by their names without `ce-`.
    ///   - data: the body.
    static func parse(attributes: [String: String], data: JSON) throws -> ParsedAlerts {
        var event = JSONObject(attributes.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        event["data"] = data
        return ParsedAlerts([JSONReader(.object(event))]) { try alert($0) }
    }

    static func alert(_ reader: JSONReader) throws -> NormalisedAlert {
        guard try reader.string("specversion", length: 1...10) == "1.0" else {
            throw try reader.member("specversion").error(expected: "1.0", found: "another version")
        }
        let id = try reader.string("id", length: 1...1024)
        let source = try reader.string("source", length: 1...1024)
        let type = try reader.string("type", length: 1...1024)
        let subject = try reader.optionalString("subject", length: 1...1024)
        let data = try reader.optional("data").flatMap { if case .object = $0.value { $0 } else { nil } }
        let key = try data?.optionalString("dedup_key", length: 1...4096)
        var labels = try Labels.read(data?.optional("labels"))
        labels["ce_source"] = AlertText.line(source, max: 1024)
        labels["ce_type"] = AlertText.line(type, max: 1024)
        return NormalisedAlert(
            format: .cloudevents, action: try action(type: type, data),
            dedupKey: AlertText.key(AlertText.line(key ?? "\(source) \(id)", max: 8192)), hasOwnKey: key != nil,
            severity: try severity(reader, data),
            title: AlertText.line(try title(data) ?? subject ?? type, max: 1024),
            description: AlertText.text(try description(data), max: 20_000), labels: labels,
            url: AlertText.link(data?.value["url"]?.stringValue),
            groupKey: try data?.optionalString("group_key", length: 1...65_536).map(AlertText.key),
            sourceMessageID: AlertText.line(id, max: 1024))
    }

    private static func action(type: String, _ data: JSONReader?) throws -> NormalisedAlert.Action {
        if let action = try data?.optionalEnumeration("action", of: NormalisedAlert.Action.self) { return action }
        return type.hasSuffix(".resolved") ? .resolve : .open
    }

    private static func severity(_ reader: JSONReader, _ data: JSONReader?) throws -> AlertSeverity {
        let word =
            try data?.optionalString("severity", length: 1...100)
            ?? reader.optionalString("severitytext", length: 1...100)
        return AlertSeverity(senderWord: word ?? "error")
    }

    private static func title(_ data: JSONReader?) throws -> String? {
        try data?.optionalString("title", length: 1...65_536) ?? data?.optionalString("summary", length: 1...65_536)
    }

    private static func description(_ data: JSONReader?) throws -> String {
        if let text = try data?.optionalString("description", length: 0...1_000_000) { return text }
        return data?.value.text(.pretty) ?? ""
    }
}
