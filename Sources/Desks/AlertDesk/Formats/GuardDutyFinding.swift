import Incident
import JSON

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
            labels: own.over(labels),
            startedAt: SaidTime.read(finding["service"]?["eventFirstSeen"] ?? finding["createdAt"]))
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
