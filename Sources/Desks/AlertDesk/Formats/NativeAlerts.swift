import Encodings
import FoundationEssentials
import Incident
import JSON

/// Muster's own format: an alert, an array of alerts, or an object with `alerts`.
///
/// `title` is required; `dedup_key` is required to resolve, and made up otherwise; `action` is `open` (default) or
/// `resolve`; `severity` is `critical`, `error` (default), `warning` or `info`; `description`, `labels`, `url`,
/// `group_key` and `started_at` are optional, and an empty text is none. Texts are taken as they come: capitals in words,
/// white space in a title, and what is too long is cut.
enum NativeAlerts {
    static func parse(_ reader: JSONReader) throws -> ParsedAlerts {
        try ParsedAlerts(entries(reader), read: alert)
    }

    private static func entries(_ reader: JSONReader) throws -> [JSONReader] {
        switch reader.value {
        case .array: return try reader.elements(max: ParsedAlerts.maximum)
        case .object(let object) where object["alerts"] != nil:
            try reader.object(allowing: ["alerts"])
            return try reader.array("alerts", max: ParsedAlerts.maximum)
        case .object: return [reader]
        default: throw reader.error(expected: "an alert or an array of alerts")
        }
    }

    static func alert(_ reader: JSONReader) throws -> NormalisedAlert {
        try reader.object(allowing: [
            "title", "dedup_key", "action", "severity", "description", "labels", "url", "group_key", "started_at",
        ])
        let action = try reader.saidWord("action", of: NormalisedAlert.Action.self) ?? .open
        let key = try reader.said("dedup_key")
        if action == .resolve, key == nil {
            throw reader.error(expected: "a dedup_key, which says what is resolved", found: "none")
        }
        var labels = try Labels.read(reader.optional("labels"))
        let address = try reader.said("url").map { AlertText.text($0, max: 4096) }
        let url = AlertText.link(address)
        // What nobody can be offered as a link is shown all the same.
        if url == nil, labels["url"] == nil { labels["url"] = address }
        return NormalisedAlert(
            format: .native, action: action, dedupKey: AlertText.key(key ?? UUIDText.string(from: UUID.v7())),
            hasOwnKey: key != nil, severity: try severity(reader),
            title: AlertText.line(try title(reader, action), max: 1024),
            description: AlertText.text(try reader.said("description") ?? "", max: 20_000),
            labels: labels, url: url,
            groupKey: try reader.said("group_key").map(AlertText.key),
            startedAt: try reader.said("started_at") == nil ? nil : reader.optionalTimestamp("started_at"))
    }

    private static func title(_ reader: JSONReader, _ action: NormalisedAlert.Action) throws -> String {
        if let title = try reader.said("title") { return title }
        guard action == .open else { return "resolved" }
        throw try reader.member("title").error(expected: "what is wrong, in a line", found: "an empty text")
    }

    private static func severity(_ reader: JSONReader) throws -> AlertSeverity {
        guard let word = try reader.said("severity") else { return .error }
        return try AlertSeverity(knownSenderWord: AlertText.line(word, max: 100))
            ?? reader.enumeration("severity", of: AlertSeverity.self)
    }
}
