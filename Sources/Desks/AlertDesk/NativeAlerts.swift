import Encodings
import FoundationEssentials
import Incident
import JSON

/// Muster's own format: an alert, an array of alerts, or an object with `alerts`.
///
/// `title` is required; `dedup_key` is required to resolve, and made up otherwise; `action` is `open` (default) or
/// `resolve`; `severity` is `critical`, `error` (default), `warning` or `info`; `description`, `labels`, `url` and
/// `group_key` are optional.
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
            "title", "dedup_key", "action", "severity", "description", "labels", "url", "group_key",
        ])
        let action = try reader.optionalEnumeration("action", of: NormalisedAlert.Action.self) ?? .open
        let key = try reader.optionalLine("dedup_key", length: 1...512)
        if action == .resolve, key == nil {
            throw reader.error(expected: "a dedup_key, which says what is resolved", found: "none")
        }
        let url = try reader.optionalString("url", length: 1...2000)
        if url != nil, AlertText.link(url) == nil {
            throw try reader.member("url").error(expected: "an http:// or https:// address", found: "another text")
        }
        return NormalisedAlert(
            format: .native, action: action, dedupKey: AlertText.key(key ?? UUIDText.string(from: UUID.v7())),
            hasOwnKey: key != nil, severity: try severity(reader),
            title: action == .resolve
                ? try reader.optionalLine("title", length: 1...1024) ?? "resolved"
                : try reader.line("title", length: 1...1024),
            description: try reader.text("description", length: 0...20_000) ?? "",
            labels: try Labels.read(reader.optional("labels")), url: url,
            groupKey: try reader.optionalLine("group_key", length: 1...4096).map(AlertText.key))
    }

    private static func severity(_ reader: JSONReader) throws -> AlertSeverity {
        try reader.optionalEnumeration("severity", of: AlertSeverity.self) ?? .error
    }
}
