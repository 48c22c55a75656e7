import FoundationEssentials
import Incident
import JSON

/// Events of Amazon EventBridge: findings of GuardDuty and Security Hub, alarms of CloudWatch, and any other by its type.
enum EventBridgeAlerts {
    static func parse(_ body: JSON) throws -> ParsedAlerts {
        if case .array(let events) = body {
            guard events.count <= ParsedAlerts.maximum else {
                throw AlertRefusal(["the body: expected at most \(ParsedAlerts.maximum) events, found \(events.count)"])
            }
            return ParsedAlerts(events) { try alerts($0) }
        }
        return ParsedAlerts(alerts: try alerts(body))
    }

    /// One event may hold several findings.
    static func alerts(_ event: JSON) throws -> [NormalisedAlert] {
        guard case .object = event else { throw AlertRefusal(["the event must be an object"]) }
        guard let type = event["detail-type"]?.said else {
            throw AlertRefusal(["detail-type: expected a text, found none"])
        }
        guard let detail = event["detail"], detail.objectValue != nil else {
            throw AlertRefusal(["detail: expected an object, found none"])
        }
        let labels = [String: String](said: [
            ("event_source", event["source"]), ("detail_type", .string(type)), ("account", event["account"]),
            ("region", event["region"]),
        ])
        var alerts =
            switch type {
            case "GuardDuty Finding": [try GuardDutyFinding.alert(detail, labels)]
            case "Security Hub Findings - Imported", "Security Hub Findings - Custom Action":
                try SecurityHubFindings.alerts(detail, labels)
            case "CloudWatch Alarm State Change": [try CloudWatchAlarm.alert(event, detail, labels)]
            default: [other(event, type, detail, labels)]
            }
        // What tells its own beginning keeps it.
        let time = SaidTime.read(event["time"])
        for index in alerts.indices where alerts[index].startedAt == nil { alerts[index].startedAt = time }
        return alerts
    }

    private static func other(_ event: JSON, _ type: String, _ detail: JSON, _ labels: [String: String])
        -> NormalisedAlert
    {
        let id = event["id"]?.said
        let word = detail["severity"]?.said
        return NormalisedAlert(
            format: .eventbridge, action: .open,
            dedupKey: id.map(AlertText.key) ?? ContentKey.make(event, at: Date()), hasOwnKey: false,
            severity: AlertSeverity(senderWord: word ?? "error"), severityWord: word,
            title: AlertText.line(detail["title"]?.said ?? type, max: 1024),
            description: AlertText.text(detail["description"]?.said ?? Details.text(detail), max: 20_000),
            labels: labels.over(Labels.flattened(detail)), sourceMessageID: id.map { AlertText.line($0, max: 1024) })
    }
}
