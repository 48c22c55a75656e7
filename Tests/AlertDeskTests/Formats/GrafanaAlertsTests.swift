import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct GrafanaAlertsTests {
    /// As a contact point of Grafana 12 sends it.
    private static func body(_ labels: JSON, more: [(String, JSON)] = []) -> JSON {
        var alert: JSONObject = [
            "status": "firing", "labels": labels,
            "annotations": ["summary": "Orders are slow", "description": "p95 above 2 s"],
            "startsAt": "2026-01-05T10:00:00Z", "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "https://grafana.example.org/alerting/grafana/r1/view", "fingerprint": "a1b2c3d4e5f60718",
            "silenceURL": "https://grafana.example.org/alerting/silence/new?matcher=alertname%3DSlow",
            "dashboardURL": "https://grafana.example.org/d/orders",
            "panelURL": "https://grafana.example.org/d/orders?viewPanel=2",
            "values": ["B": 2.5, "C": 1], "imageURL": "",
        ]
        for (name, value) in more { alert[name] = value }
        return [
            "receiver": "muster", "status": "firing", "orgId": 1, "alerts": [.object(alert)],
            "groupLabels": ["alertname": "Slow"], "commonLabels": [:], "commonAnnotations": [:],
            "externalURL": "https://grafana.example.org/", "version": "1", "groupKey": "{}:{alertname=\"Slow\"}",
            "truncatedAlerts": 0, "title": "[FIRING:1] Slow", "state": "alerting", "message": "…",
        ]
    }

    @Test func readsWhatGrafanaAdds() throws {
        let parsed = try GrafanaAlerts.parse(JSONReader(Self.body(["alertname": "Slow", "severity": "critical"])))
        let alert = try #require(parsed.alerts.first)
        #expect(alert.format == .grafana)
        #expect(alert.dedupKey == "a1b2c3d4e5f60718")
        #expect(alert.severity == .critical)
        #expect(alert.groupKey == "{}:{alertname=\"Slow\"}")
        #expect(alert.url == "https://grafana.example.org/d/orders?viewPanel=2")
        #expect(
            alert.description.split(separator: "\n") == [
                "p95 above 2 s", "Values: B=2.5, C=1", "Dashboard: https://grafana.example.org/d/orders",
                "Panel: https://grafana.example.org/d/orders?viewPanel=2",
                "Silence: https://grafana.example.org/alerting/silence/new?matcher=alertname%3DSlow",
            ])
    }

    @Test func readsTheValuesOfOlderReleases() throws {
        let body = Self.body(
            ["alertname": "Slow"],
            more: [("values", .null), ("valueString", "[ var='B' value=2.5 ]"), ("panelURL", ""), ("dashboardURL", "")])
        let alert = try #require(try GrafanaAlerts.parse(JSONReader(body)).alerts.first)
        #expect(alert.description.contains("Values: [ var='B' value=2.5 ]"))
        #expect(alert.url == "https://grafana.example.org/alerting/grafana/r1/view")
    }

    @Test func aTestOfAContactPointIsNoAlert() throws {
        let parsed = try GrafanaAlerts.parse(JSONReader(Self.body(["alertname": "TestAlert", "instance": "Grafana"])))
        #expect(parsed.isConnectionTest)
        #expect(parsed.alerts.isEmpty)
        let other = try GrafanaAlerts.parse(JSONReader(Self.body(["alertname": "TestAlert", "instance": "db-1"])))
        #expect(!other.isConnectionTest)
        #expect(other.alerts.count == 1)
    }
}
