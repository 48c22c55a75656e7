import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct DatadogAlertsTests {
    private func body(_ transition: JSON, _ more: [(String, JSON?)] = []) -> JSON {
        var body: JSONObject = [
            "title": "[Triggered on {host:db-1}] [P2] Disk of db-1 is full", "body": "91 % used\n@webhook-muster",
            "alert_id": "42", "alert_transition": transition, "alert_priority": "P2", "alert_type": "error",
            "aggreg_key": "c0ffee", "url": "https://app.datadoghq.com/monitors/42", "tags": "env:prod,host:db-1",
            "org": ["id": "7", "name": "Example"], "a_member_of_the_users": "kept",
        ]
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    @Test func aMonitorFiresAndRecoversUnderOneKey() throws {
        let fired = try #require(try DatadogAlerts.parse(body("Triggered")).alerts.first)
        let recovered = try #require(
            try DatadogAlerts.parse(
                body("Recovered", [("title", "[Recovered on {host:db-1}] [P2] Disk of db-1 is full")])
            ).alerts.first)
        #expect(fired.action == .open)
        #expect(recovered.action == .resolve)
        #expect(fired.dedupKey == "monitor 42 c0ffee")
        #expect(recovered.dedupKey == fired.dedupKey)
        #expect(fired.title == "Disk of db-1 is full")
        #expect(recovered.title == fired.title)
        #expect(fired.severity == .error)
        #expect(fired.labels["org.name"] == "Example")
        #expect(fired.labels["a_member_of_the_users"] == "kept")
        #expect(fired.url == "https://app.datadoghq.com/monitors/42")
    }

    @Test func groupsOfAMonitorAreAlertsOfTheirOwn() throws {
        let one = try DatadogAlerts.parse(body("Triggered")).alerts.first?.dedupKey
        let two = try DatadogAlerts.parse(body("Triggered", [("aggreg_key", "beef")])).alerts.first?.dedupKey
        #expect(one != two)
    }

    @Test(arguments: ["Triggered", "Re-Triggered", "No Data", "Re-No Data", "Warn", "Re-Warn", "Renotify"])
    func whatIsNotRecoveredFires(_ transition: String) throws {
        let alert = try DatadogAlerts.parse(body(.string(transition), [("alert_priority", nil)])).alerts.first
        #expect(alert?.action == .open)
        #expect(alert?.severity == (transition.contains("Warn") ? .warning : .error))
    }

    @Test func theTemplateThatDatadogProposesIsRead() throws {
        let alert = try #require(
            try DatadogAlerts.parse([
                "id": "7001", "last_updated": "1767607200000", "event_type": "query_alert_monitor", "title": "Slow",
                "date": "1767607200000", "org": ["id": "7", "name": "Example"], "body": "p95 above 2 s",
            ]).alerts.first)
        #expect(alert.action == .open)
        #expect(!alert.hasOwnKey)
    }

    @Test func refusesARecoveryOfNothingKnown() {
        #expect(throws: AlertRefusal.self) {
            try DatadogAlerts.parse(["title": "Slow", "alert_transition": "Recovered"])
        }
        #expect(throws: AlertRefusal.self) { try DatadogAlerts.parse(["body": "no title"]) }
    }
}
