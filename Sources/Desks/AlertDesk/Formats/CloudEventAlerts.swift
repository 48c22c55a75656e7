import Encodings
import FoundationEssentials
import Incident
import JSON

/// CloudEvents 1.0: structured (one event or a batch), or binary with the attributes in headers.
///
/// The event's data may hold the fields of the native format; what it does not say comes from the attributes: the title
/// is the subject or type, the severity the extension `severitytext`, the beginning the `time`, and the key `source` and
/// `id`, by which CloudEvents tells events apart. A type that ends in `.resolved` resolves. Data that is no object, also
/// not as text, is the description.
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
    ///   - data: the body; `nil` for none.
    static func parse(attributes: [String: String], data: JSON?) throws -> ParsedAlerts {
        var event = JSONObject(attributes.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        event["data"] = data
        return ParsedAlerts([JSONReader(.object(event))]) { try alert($0) }
    }

    /// The body of binary mode: JSON, also where its type says otherwise, else text.
    /// - Throws: ``AlertRefusal`` for what must be JSON and is none, and for what is no text either.
    static func data(_ body: [UInt8], isJSON: Bool) throws -> JSON {
        if let json = try? JSON.parse(body, limits: AlertBody.limits) { return json }
        guard !isJSON, let text = String(validating: body, as: UTF8.self) else {
            throw AlertRefusal(["data: expected \(isJSON ? "JSON" : "JSON or text"), found `\(start(of: body))`"])
        }
        return .string(text)
    }

    static func alert(_ reader: JSONReader) throws -> NormalisedAlert {
        guard try reader.string("specversion", length: 1...10) == "1.0" else {
            throw try reader.member("specversion").error(expected: "1.0", found: "another version")
        }
        let id = try reader.string("id", length: 1...1024)
        let source = try reader.string("source", length: 1...1024)
        let type = try reader.string("type", length: 1...1024)
        let subject = try reader.said("subject")
        let content = try content(reader)
        let data = content.flatMap { if case .object = $0.value { $0 } else { nil } }
        let key = try data?.said("dedup_key")
        var labels = try Labels.read(data?.optional("labels"))
        labels["ce_source"] = AlertText.line(source, max: 1024)
        labels["ce_type"] = AlertText.line(type, max: 1024)
        return NormalisedAlert(
            format: .cloudevents, action: try action(type: type, data),
            dedupKey: AlertText.key(key ?? "\(source) \(id)"), hasOwnKey: key != nil,
            severity: try severity(reader, data),
            title: AlertText.line(try title(data) ?? subject ?? type, max: 1024),
            description: AlertText.text(try description(data) ?? text(content), max: 20_000), labels: labels,
            url: AlertText.link(data?.value["url"]?.stringValue),
            groupKey: try data?.said("group_key").map(AlertText.key),
            sourceMessageID: AlertText.line(id, max: 1024), startedAt: try startedAt(reader, data))
    }

    /// What the event is about: `data`, or `data_base64` (JSON event format, section 3.1), which holds the bytes that
    /// binary mode has as its body. A text that is a JSON object is that object.
    private static func content(_ reader: JSONReader) throws -> JSONReader? {
        if let encoded = try reader.said("data_base64") {
            let place = try reader.member("data_base64")
            guard let bytes = Base64.standard.decode(encoded) else {
                throw place.error(expected: "Base64 (RFC 4648, section 4)", found: "another text")
            }
            let isJSON = try isJSON(reader.said("datacontenttype"))
            guard let data = try? data(bytes, isJSON: isJSON) else {
                throw place.error(expected: isJSON ? "JSON" : "JSON or text", found: "`\(start(of: bytes))`")
            }
            return JSONReader(data)
        }
        guard let data = try reader.optional("data") else { return nil }
        guard case .string(let text) = data.value, let parsed = try? JSON.parse(Array(text.utf8)),
            case .object = parsed
        else { return data }
        return JSONReader(parsed)
    }

    /// Whether data of this type must be JSON: it says so, or says nothing, by which it is JSON (section 3.1.1).
    private static func isJSON(_ type: String?) -> Bool {
        guard let type = type?.split(separator: ";").first else { return true }
        let essence = type.lowercased().filter { !$0.isWhitespace }
        return essence.hasSuffix("/json") || essence.hasSuffix("+json")
    }

    private static func start(of bytes: [UInt8]) -> String {
        AlertText.line(String(decoding: bytes.prefix(400), as: UTF8.self), max: 100)
    }

    /// When it began: the data's word, else the event's `time`, as text or in milliseconds (as AMQP bindings write it).
    private static func startedAt(_ reader: JSONReader, _ data: JSONReader?) throws -> Date? {
        if try data?.said("started_at") != nil { return try data?.optionalTimestamp("started_at") }
        return SaidTime.read(reader.value["time"])
    }

    private static func action(type: String, _ data: JSONReader?) throws -> NormalisedAlert.Action {
        if let action = try data?.saidWord("action", of: NormalisedAlert.Action.self) { return action }
        return type.hasSuffix(".resolved") ? .resolve : .open
    }

    private static func severity(_ reader: JSONReader, _ data: JSONReader?) throws -> AlertSeverity {
        let word = try data?.said("severity") ?? reader.said("severitytext")
        return AlertSeverity(senderWord: word ?? "error")
    }

    private static func title(_ data: JSONReader?) throws -> String? {
        try data?.said("title") ?? data?.said("summary")
    }

    private static func description(_ data: JSONReader?) throws -> String? { try data?.said("description") }

    private static func text(_ content: JSONReader?) -> String {
        if case .string(let text) = content?.value { return text }
        return content?.value.text(.pretty) ?? ""
    }
}
