import Incident
import JSON

/// An alarm of Amazon CloudWatch that changes its state, over EventBridge or over SNS.
enum CloudWatchAlarm {
    /// As EventBridge tells it.
    static func alert(_ event: JSON, _ detail: JSON, _ labels: [String: String]) throws -> NormalisedAlert {
        guard let name = detail["alarmName"]?.said else {
            throw AlertRefusal(["detail.alarmName: expected a text, found none"])
        }
        return try alert(
            .eventbridge, name: name, arn: event["resources"]?[0]?.said, state: detail["state"]?["value"]?.said,
            reason: detail["state"]?["reason"]?.said, description: detail["configuration"]?["description"]?.said,
            since: detail["state"]?["timestamp"], labels)
    }

    /// As SNS carries it.
    static func alert(_ message: JSON) throws -> NormalisedAlert {
        try alert(
            .sns, name: message["AlarmName"]?.said ?? "CloudWatch alarm", arn: message["AlarmArn"]?.said,
            state: message["NewStateValue"]?.said, reason: message["NewStateReason"]?.said,
            description: message["AlarmDescription"]?.said, since: message["StateChangeTime"],
            [String: String](said: [
                ("account", message["AWSAccountId"]), ("region", message["Region"]),
                ("namespace", message["Trigger"]?["Namespace"]), ("metric", message["Trigger"]?["MetricName"]),
            ]).over(dimensions(message["Trigger"]?["Dimensions"])))
    }

    private static func alert(
        _ format: AlertFormat, name: String, arn: String?, state: String?, reason: String?, description: String?,
        since: JSON?, _ labels: [String: String]
    ) throws -> NormalisedAlert {
        let isAlarm: Bool
        switch state {
        case "ALARM": isAlarm = true
        case "OK": isAlarm = false
        // It does not know: neither that the trouble is there nor that it is over. It is shown, and wakes nobody.
        case "INSUFFICIENT_DATA": isAlarm = true
        default:
            throw AlertRefusal(["the alarm's state: expected ALARM, OK or INSUFFICIENT_DATA, found \(state ?? "none")"])
        }
        let word = state == "INSUFFICIENT_DATA" ? "warning" : "error"
        var labels = labels
        labels["alarm"] = AlertText.line(name, max: 4096)
        labels["state"] = state
        return NormalisedAlert(
            format: format, action: isAlarm ? .open : .resolve, dedupKey: AlertText.key("cloudwatch \(arn ?? name)"),
            severity: AlertSeverity(senderWord: word), severityWord: state, title: AlertText.line(name, max: 1024),
            description: AlertText.text([description, reason].compactMap(\.self).joined(separator: "\n"), max: 20_000),
            labels: labels, startedAt: SaidTime.read(since))
    }

    private static func dimensions(_ value: JSON?) -> [String: String] {
        var labels: [String: String] = [:]
        for dimension in value?.arrayValue ?? [] {
            guard let name = dimension["name"]?.said ?? dimension["Name"]?.said else { continue }
            labels[AlertText.line(name, max: 200)] = dimension["value"]?.said ?? dimension["Value"]?.said
        }
        return labels
    }
}
