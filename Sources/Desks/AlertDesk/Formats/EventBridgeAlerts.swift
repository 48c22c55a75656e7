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
        switch (type, event["source"]?.said) {
        case ("GuardDuty Finding", _): return [try GuardDutyFinding.alert(detail, labels)]
        case ("Security Hub Findings - Imported", _), ("Security Hub Findings - Custom Action", _):
            return try SecurityHubFindings.alerts(detail, labels)
        case ("CloudWatch Alarm State Change", _): return [try CloudWatchAlarm.alert(event, detail, labels)]
        default: return [other(event, type, detail, labels)]
        }
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
            labels: labels.over(Details.labels(detail)), sourceMessageID: id.map { AlertText.line($0, max: 1024) })
    }
}

/// A finding of Amazon GuardDuty. A finding that is seen again keeps its id; one that is archived is over.
enum GuardDutyFinding {
    static func alert(_ finding: JSON, _ labels: [String: String]) throws -> NormalisedAlert {
        guard let id = finding["id"]?.said else {
            throw AlertRefusal(["detail.id: expected the finding's id, found none"])
        }
        guard let number = finding["severity"]?.doubleValue ?? finding["severity"]?.said.flatMap(Double.init) else {
            throw AlertRefusal(["detail.severity: expected a number from 1 to 10, found none"])
        }
        let type = finding["type"]?.said ?? "GuardDuty finding"
        let own = [String: String](said: [
            ("type", .string(type)), ("severity", finding["severity"]),
            ("resource_type", finding["resource"]?["resourceType"]),
            ("instance", finding["resource"]?["instanceDetails"]?["instanceId"]),
            ("user", finding["resource"]?["accessKeyDetails"]?["userName"]),
            ("count", finding["service"]?["count"]), ("action", finding["service"]?["action"]?["actionType"]),
        ])
        return NormalisedAlert(
            format: .eventbridge, action: finding["service"]?["archived"]?.boolValue == true ? .resolve : .open,
            dedupKey: AlertText.key("guardduty \(id)"), severity: severity(number), severityWord: word(number),
            title: AlertText.line(finding["title"]?.said ?? type, max: 1024),
            description: AlertText.text(finding["description"]?.said ?? "", max: 20_000),
            labels: own.over(labels))
    }

    /// GuardDuty's levels: low from 1, medium from 4, high from 7, critical from 9.
    private static func word(_ number: Double) -> String {
        switch number {
        case 9...: "critical"
        case 7..<9: "high"
        case 4..<7: "medium"
        default: "low"
        }
    }

    private static func severity(_ number: Double) -> AlertSeverity { AlertSeverity(senderWord: word(number)) }
}

/// Findings of AWS Security Hub (AWS Security Finding Format): over when they are archived, resolved, suppressed, or the
/// check has passed.
enum SecurityHubFindings {
    static func alerts(_ detail: JSON, _ labels: [String: String]) throws -> [NormalisedAlert] {
        guard let findings = detail["findings"]?.arrayValue, !findings.isEmpty else {
            throw AlertRefusal(["detail.findings: expected at least one finding, found none"])
        }
        return try findings.enumerated().map { try alert($1, at: $0, labels) }
    }

    private static func alert(_ finding: JSON, at index: Int, _ labels: [String: String]) throws -> NormalisedAlert {
        guard let id = finding["Id"]?.said else {
            throw AlertRefusal(["detail.findings.\(index).Id: expected the finding's id, found none"])
        }
        let word = finding["Severity"]?["Label"]?.said ?? "MEDIUM"
        let status = finding["Workflow"]?["Status"]?.said
        let isOver =
            finding["RecordState"]?.said == "ARCHIVED" || status == "RESOLVED" || status == "SUPPRESSED"
            || finding["Compliance"]?["Status"]?.said == "PASSED"
        let own = [String: String](said: [
            ("severity", .string(word)), ("product", finding["ProductName"]), ("account", finding["AwsAccountId"]),
            ("region", finding["Region"]), ("generator", finding["GeneratorId"]),
            ("resource", finding["Resources"]?[0]?["Id"]), ("resource_type", finding["Resources"]?[0]?["Type"]),
            ("type", finding["Types"]?[0]),
        ])
        let remedy = finding["Remediation"]?["Recommendation"]
        return NormalisedAlert(
            format: .eventbridge, action: isOver ? .resolve : .open, dedupKey: AlertText.key("securityhub \(id)"),
            severity: AlertSeverity(senderWord: word), severityWord: word,
            title: AlertText.line(finding["Title"]?.said ?? "Security Hub finding", max: 1024),
            description: AlertText.text(
                [finding["Description"]?.said, remedy?["Text"]?.said].compactMap(\.self).joined(separator: "\n"),
                max: 20_000), labels: own.over(labels),
            url: AlertText.link(finding["SourceUrl"]?.said ?? remedy?["Url"]?.said))
    }
}
