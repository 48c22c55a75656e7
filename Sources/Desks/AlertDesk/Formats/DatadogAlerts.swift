import FoundationEssentials
import Incident
import JSON

/// The webhook of Datadog's monitors. Its body is a template of the user's; the members are those that Datadog's own
/// template and the one in our documentation have, and whatever else there is becomes labels.
enum DatadogAlerts {
    static func parse(_ body: JSON, at time: Date = Date()) throws -> ParsedAlerts {
        guard case .object(let members) = body else { throw AlertRefusal(["the body must be an object"]) }
        guard let said = body["title"]?.said ?? body["event_title"]?.said ?? body["alert_title"]?.said else {
            throw AlertRefusal(["title: expected the name of what is wrong ($EVENT_TITLE), found none"])
        }
        let transition = (body["alert_transition"]?.said ?? body["transition"]?.said ?? "").lowercased()
        let kind = (body["alert_type"]?.said ?? "").lowercased()
        let isOver = transition.isEmpty ? kind == "success" : ["recovered", "resolved", "ok"].contains(transition)
        let key = key(body)
        let word = severity(body, transition: transition, kind: kind)
        let texts = ["title", "event_title", "alert_title", "body", "event_msg", "text"]
        let rest = JSON.object(JSONObject(members.filter { !texts.contains($0.key) }.map { ($0.key, $0.value) }))
        if isOver, key == nil {
            throw AlertRefusal(["alert_id: expected the monitor ($ALERT_ID) whose alert is over, found none"])
        }
        return ParsedAlerts(alerts: [
            NormalisedAlert(
                format: .datadog, action: isOver ? .resolve : .open,
                dedupKey: key.map(AlertText.key) ?? ContentKey.make(body, at: time), hasOwnKey: key != nil,
                severity: AlertSeverity(senderWord: word), severityWord: word,
                title: AlertText.line(title(said), max: 1024),
                description: AlertText.text(
                    body["body"]?.said ?? body["event_msg"]?.said ?? body["text"]?.said ?? "", max: 20_000),
                labels: Labels.flattened(rest), url: AlertText.link(body["url"]?.said ?? body["link"]?.said),
                startedAt: SaidTime.read(body["date"] ?? body["last_updated"]))
        ])
    }

    /// One monitor has one alert for each group of what it watches.
    private static func key(_ body: JSON) -> String? {
        if let cycle = body["alert_cycle_key"]?.said { return "cycle \(cycle)" }
        guard let monitor = body["alert_id"]?.said ?? body["monitor_id"]?.said else {
            return body["aggreg_key"]?.said.map { "aggregate \($0)" }
        }
        let group = body["aggreg_key"]?.said ?? body["scopes"]?.said ?? body["alert_scope"]?.said
        return group.map { "monitor \(monitor) \($0)" } ?? "monitor \(monitor)"
    }

    /// The monitor's priority, else what the transition says.
    private static func severity(_ body: JSON, transition: String, kind: String) -> String {
        let priority = body["alert_priority"]?.said ?? body["priority"]?.said ?? body["severity"]?.said
        if let priority, priority.lowercased() != "normal" { return priority }
        if transition.contains("warn") || kind == "warning" { return "warning" }
        return kind == "info" ? "info" : "error"
    }

    /// `[Triggered on {host:db-1}] [P1] Disk full` is `Disk full`: it stays the same from one transition to the next.
    private static func title(_ text: String) -> String {
        var rest = text[...]
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        return rest.isEmpty ? text : String(rest)
    }
}
