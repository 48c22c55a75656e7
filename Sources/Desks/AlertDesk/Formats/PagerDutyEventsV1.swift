import FoundationEssentials
import Incident
import JSON

/// An event of PagerDuty's Events API, version 1, which has no severity: what is sent to it is meant to wake somebody.
enum PagerDutyEventsV1 {
    /// - Parameter event: without the key of its sender.
    static func parse(_ event: JSON, at time: Date) throws -> ParsedAlerts {
        var faults = PagerDutyFaults()
        let action = faults.word("event_type", event["event_type"], of: PagerDutyAction.self, PagerDutyAction.choice)
        let key = event["incident_key"]?.said
        guard action == .trigger else {
            if action != nil, key == nil { faults.add("'incident_key' is missing or blank") }
            try faults.check()
            guard let action, let key else { throw AlertRefusal(["'incident_key' is missing or blank"]) }
            return ParsedAlerts(said: key, action)
        }
        let title = faults.text("description", event["description"])
        try faults.check()
        let details = event["details"]
        let word = details?["severity"]?.said
        let links = PagerDutyLink.all(event["contexts"])
        return ParsedAlerts(alerts: [
            NormalisedAlert(
                format: .pagerduty, action: .open,
                dedupKey: key.map(AlertText.key) ?? ContentKey.make(event, at: time),
                hasOwnKey: key != nil, severity: word.map { AlertSeverity(senderWord: $0) } ?? .critical,
                severityWord: word, title: AlertText.line(title ?? "", max: 1024),
                description: AlertText.text(
                    ([Details.text(details)] + links.map(\.line)).filter { !$0.isEmpty }.joined(separator: "\n"),
                    max: 20_000),
                labels: [String: String](said: [("client", event["client"])]).over(Labels.flattened(details)),
                url: AlertText.link(event["client_url"]?.said)
                    ?? links.lazy.compactMap { AlertText.link($0.href) }.first)
        ])
    }
}
