public import FoundationEssentials
import Incident
public import JSON

/// An event of PagerDuty's Events API, version 2 (PagerDuty's api-schema, `reference/events-v2`), or 1 when it has the
/// members of that. It is refused in PagerDuty's words, since its clients know those.
public enum PagerDutyEvents {
    /// Reads an event of any version.
    /// - Parameter time: when it came, which counts for the key of a trigger that has none.
    /// - Throws: ``AlertRefusal``.
    public static func parse(_ event: JSON, at time: Date = Date()) throws -> ParsedAlerts {
        guard case .object = event else { throw AlertRefusal(["the event must be an object"]) }
        let event = withoutKey(event)
        return event["event_type"] != nil && event["event_action"] == nil
            ? try PagerDutyEventsV1.parse(event, at: time) : try version2(event, at: time)
    }

    /// The event without the key of its sender, which is secret and says nothing of the trouble.
    public static func withoutKey(_ event: JSON) -> JSON {
        guard case .object(var object) = event else { return event }
        for name in ["routing_key", "service_key"] { object.removeValue(forKey: name) }
        return .object(object)
    }

    /// - Parameter event: without the key of its sender.
    private static func version2(_ event: JSON, at time: Date) throws -> ParsedAlerts {
        var faults = PagerDutyFaults()
        let action = faults.word(
            "event_action", event["event_action"], of: PagerDutyAction.self, PagerDutyAction.choice)
        let key = event["dedup_key"]?.said
        guard action == .trigger else {
            if action != nil, key == nil { faults.add("'dedup_key' is missing or blank") }
            try faults.check()
            guard let action, let key else { throw AlertRefusal(["'dedup_key' is missing or blank"]) }
            return ParsedAlerts(said: key, action)
        }
        let payload = event["payload"] ?? .null
        if payload.objectValue == nil { faults.add("'payload' is missing or blank") }
        let summary = faults.text("payload.summary", payload["summary"])
        let source = faults.text("payload.source", payload["source"])
        let severity = faults.word(
            "payload.severity", payload["severity"], of: AlertSeverity.self,
            "'critical', 'warning', 'error' or 'info'")
        try faults.check()
        guard let summary, let source, let severity else { throw AlertRefusal(["'payload' is missing or blank"]) }
        let links = PagerDutyLink.all(event["links"])
        let labels = [String: String](said: [
            ("source", .string(source)), ("component", payload["component"]), ("group", payload["group"]),
            ("class", payload["class"]), ("client", event["client"]),
        ])
        return ParsedAlerts(alerts: [
            NormalisedAlert(
                format: .pagerduty, action: .open,
                dedupKey: key.map(AlertText.key) ?? ContentKey.make(event, at: time),
                hasOwnKey: key != nil, severity: severity, title: AlertText.line(summary, max: 1024),
                description: AlertText.text(
                    ([Details.text(payload["custom_details"])] + links.map(\.line)).filter { !$0.isEmpty }
                        .joined(separator: "\n"), max: 20_000),
                labels: labels.over(Labels.flattened(payload["custom_details"])),
                url: AlertText.link(event["client_url"]?.said)
                    ?? links.lazy.compactMap { AlertText.link($0.href) }.first,
                startedAt: SaidTime.read(payload["timestamp"]))
        ])
    }
}
