import Digests
import Encodings
import Incident
import JSON

/// The webhook of Prometheus Alertmanager, version 4 (alertmanager, `notify/webhook/webhook.go` and
/// `template/template.go`): each entry is an alert whose key is its fingerprint, and `groupKey` is what belongs together.
/// Keys that are not known are ignored, since newer versions add some.
enum AlertmanagerAlerts {
    static func parse(_ reader: JSONReader) throws -> ParsedAlerts {
        let group = try reader.said("groupKey").map(AlertText.key)
        let occasion = AlertText.said(reader.value["notification_reason"]?.stringValue).map(Self.occasion)
        let routeLabels = try Labels.read(reader.optional("routeLabels"))
        // Of the group only its key: what is repeated for each refused alert must stay small.
        let alone = { (entry: JSON) -> JSON in ["version": "4", "groupKey": .optional(group), "alerts": [entry]] }
        var parsed = ParsedAlerts(try reader.array("alerts", max: ParsedAlerts.maximum), alone: alone) { entry in
            var alert = try alert(entry, group: group)
            alert.occasion = occasion
            alert.routeLabels = routeLabels
            return alert
        }
        parsed.omitted = omitted(reader.value["truncatedAlerts"])
        return parsed
    }

    /// How many alerts of the group the body lacks, because of the `max_alerts` of its receiver.
    private static func omitted(_ count: JSON?) -> Int {
        guard case .number(let number) = count else { return 0 }
        return Int(clamping: max(0, number.int64 ?? 0))
    }

    /// Reads the words of Alertmanager 0.32 and later.
    private static func occasion(_ reason: String) -> NormalisedAlert.Occasion {
        switch reason {
        case "first notification": .first
        case "repeat interval elapsed": .repetition
        default: .change
        }
    }

    private static func alert(_ reader: JSONReader, group: String?) throws -> NormalisedAlert {
        let labels = try Labels.read(reader.optional("labels"))
        let annotations = try Labels.read(reader.optional("annotations"))
        guard let status = try reader.saidWord("status", of: Status.self) else {
            throw reader.error(expected: "a status, firing or resolved", found: "none")
        }
        let said = { AlertText.said($0) }
        let title = said(annotations["summary"]) ?? said(annotations["title"]) ?? said(fallbackTitle(labels)) ?? "alert"
        let description =
            said(annotations["description"]) ?? said(annotations["message"]) ?? Labels.summary(labels)
        return NormalisedAlert(
            format: .alertmanager, action: status == .firing ? .open : .resolve,
            dedupKey: try reader.said("fingerprint").map(AlertText.key) ?? madeFingerprint(labels),
            severity: AlertSeverity(senderWord: labels["severity"] ?? "error"),
            title: AlertText.line(title, max: 1024),
            description: AlertText.text(description, max: 20_000), labels: labels,
            url: AlertText.link(reader.value["generatorURL"]?.stringValue), groupKey: group,
            startedAt: SaidTime.read(reader.value["startsAt"]))
    }

    private enum Status: String, CaseIterable {
        case firing, resolved
    }

    /// `HighLatency (instance=db-1, job=node)`
    private static func fallbackTitle(_ labels: [String: String]) -> String {
        let rest = Labels.summary(labels, without: ["alertname", "severity"])
        guard let name = labels["alertname"] else { return rest }
        return rest.isEmpty ? name : "\(name) (\(rest))"
    }

    /// Senders that write no fingerprint are told apart by their labels, as Alertmanager does.
    private static func madeFingerprint(_ labels: [String: String]) -> String {
        Hex.encode(
            sha256(labels.sorted { $0.key < $1.key }.map { "\($0.key)\u{0}\($0.value)" }.joined(separator: "\u{0}")))
    }
}
