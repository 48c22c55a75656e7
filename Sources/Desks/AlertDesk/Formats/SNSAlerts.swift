import FoundationEssentials
import Incident
import JSON

/// What is published to a topic of Amazon SNS: an alarm of CloudWatch, an event of EventBridge, or any text.
public enum SNSAlerts {
    /// Reads a message in its envelope, or what raw delivery makes of it. Whether it is genuine is not looked at.
    /// - Throws: ``AlertRefusal``.
    static func parse(_ body: JSON) throws -> ParsedAlerts {
        guard body["Type"] != nil, body["TopicArn"] != nil else {
            return try published(body.text(), id: nil, topic: nil)
        }
        let message = try SNSMessage(body)
        guard message.kind == .notification else { return ParsedAlerts() }
        return try published(message.text, subject: message.subject, id: message.id, topic: message.topic)
    }

    /// Reads what was published.
    /// - Parameters:
    ///   - id: equal for every try of one message.
    ///   - topic: where it was published.
    /// - Throws: ``AlertRefusal``.
    public static func published(
        _ text: String, subject: String? = nil, id: String?, topic: String?
    ) throws -> ParsedAlerts {
        if let json = try? JSON.parse(Array(text.utf8), limits: AlertBody.limits), case .object = json {
            if json["AlarmName"] != nil, json["NewStateValue"] != nil {
                return ParsedAlerts(alerts: [try CloudWatchAlarm.alert(json)])
            }
            if json["detail-type"] != nil, json["detail"] != nil { return try EventBridgeAlerts.parse(json) }
        }
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
        guard let title = (subject.map(JSON.string)?.said) ?? lines.first.map({ JSON.string(String($0)) })?.said else {
            throw AlertRefusal(["Message: expected a text, found an empty one"])
        }
        var labels: [String: String] = [:]
        labels["topic"] = topic.map { AlertText.line($0, max: 4096) }
        return ParsedAlerts(alerts: [
            NormalisedAlert(
                format: .sns, action: .open,
                dedupKey: id.map { AlertText.key("sns \($0)") } ?? ContentKey.make(.string(text), at: .now),
                hasOwnKey: false, severity: .error, title: AlertText.line(title, max: 1024),
                description: AlertText.text(text, max: 20_000), labels: labels,
                sourceMessageID: id.map { AlertText.line($0, max: 1024) })
        ])
    }
}
