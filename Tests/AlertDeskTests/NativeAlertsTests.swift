import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct NativeAlertsTests {
    private func parse(_ json: JSON) throws -> ParsedAlerts { try NativeAlerts.parse(JSONReader(json)) }

    @Test func readsOneAlertAnArrayAndAnObjectOfAlerts() throws {
        let alert: JSON = ["title": "Disk full", "dedup_key": "disk"]
        #expect(try parse(alert).alerts.count == 1)
        #expect(try parse([alert, alert]).alerts.count == 2)
        #expect(try parse(["alerts": [alert, alert, alert]]).alerts.count == 3)
    }

    @Test func makesUpAKeyThatIsNeverSaidAgain() throws {
        let alerts = try parse([["title": "One"], ["title": "One"]]).alerts
        #expect(alerts[0].dedupKey != alerts[1].dedupKey)
        #expect(alerts[0].incidentKey == nil)
        #expect(alerts[0].severity == .error)
    }

    @Test func needsAKeyToResolve() throws {
        #expect(try parse(["action": "resolve"]).rejections.count == 1)
        #expect(try parse(["action": "resolve", "dedup_key": "disk"]).alerts.first?.action == .resolve)
    }

    @Test(
        arguments: [
            ["title": ""], ["title": "two\nlines"], ["title": 3], ["title": "x", "severity": "terrible"],
            ["title": "x", "url": "javascript:alert(1)"], ["title": "x", "unknown": 1],
            ["title": "x", "labels": ["a": ["b"]]], ["title": "x", "description": "\u{0}"],
        ] as [JSON])
    func rejects(_ alert: JSON) throws {
        let parsed = try parse(alert)
        #expect(parsed.alerts.isEmpty)
        #expect(parsed.rejections.count == 1)
    }
}
