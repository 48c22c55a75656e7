import Incident
import JSON

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
            url: AlertText.link(finding["SourceUrl"]?.said ?? remedy?["Url"]?.said),
            startedAt: SaidTime.read(finding["FirstObservedAt"] ?? finding["CreatedAt"]))
    }
}
