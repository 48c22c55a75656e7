import Incident
import JSON

/// The webhook of a contact point of Grafana Alerting: Alertmanager's version 4 with more members for each alert
/// (`silenceURL`, `dashboardURL`, `panelURL`, `values`; `valueString` before Grafana 10).
enum GrafanaAlerts {
    static func parse(_ reader: JSONReader) throws -> ParsedAlerts {
        var parsed = try AlertmanagerAlerts.parse(reader)
        if isTest(reader.value) {
            parsed.alerts = []
            parsed.isConnectionTest = true
            return parsed
        }
        let entries = reader.value["alerts"]?.arrayValue ?? []
        let refused = Set(parsed.rejections.map(\.index))
        let kept = entries.indices.filter { !refused.contains($0) }
        for (place, index) in zip(parsed.alerts.indices, kept) { parsed.alerts[place].add(entries[index]) }
        return parsed
    }

    /// Whether it is what the button "Test" of a contact point sends: one alert that no rule made.
    private static func isTest(_ body: JSON) -> Bool {
        guard let alerts = body["alerts"]?.arrayValue, !alerts.isEmpty else { return false }
        return alerts.allSatisfy { alert in
            alert["labels"]?["alertname"]?.stringValue == "TestAlert"
                && alert["labels"]?["instance"]?.stringValue == "Grafana"
        }
    }
}

extension NormalisedAlert {
    fileprivate mutating func add(_ entry: JSON) {
        format = .grafana
        let panel = AlertText.link(entry["panelURL"]?.said)
        let dashboard = AlertText.link(entry["dashboardURL"]?.said)
        url = panel ?? dashboard ?? url
        let values = entry["values"]?.objectValue.map { values in
            values.compactMap { name, value in value.said.map { "\(name)=\($0)" } }.joined(separator: ", ")
        }
        let lines = [
            ("Values", values ?? entry["valueString"]?.said), ("Dashboard", dashboard), ("Panel", panel),
            ("Silence", AlertText.link(entry["silenceURL"]?.said)),
        ].compactMap { name, text in text.flatMap { $0.isEmpty ? nil : "\(name): \($0)" } }
        description = AlertText.text(
            ([description] + lines).filter { !$0.isEmpty }.joined(separator: "\n"), max: 20_000)
    }
}
