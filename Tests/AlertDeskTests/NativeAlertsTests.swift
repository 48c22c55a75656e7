import Encodings
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
            ["title": ""], ["title": " \n"], ["title": 3], ["title": "x", "severity": "terrible"],
            ["title": "x", "unknown": 1], ["title": "x", "labels": "a=b"], ["title": "x", "started_at": "yesterday"],
            ["dedup_key": "", "action": "resolve"],
        ] as [JSON])
    func rejects(_ alert: JSON) throws {
        let parsed = try parse(alert)
        #expect(parsed.alerts.isEmpty)
        #expect(parsed.rejections.count == 1)
    }

    @Test func takesTextsAsTheyCome() throws {
        let alert = try #require(
            parse([
                "title": .string("Disk\t is \u{A0}full\n" + String(repeating: "x", count: 1500)),
                "severity": " CRITICAL", "action": "Open", "description": "a\u{0}b", "labels": ["a": .null, "b": 2],
                "dedup_key": .string(String(repeating: "k", count: 600)),
                "started_at": "2026-11-28T13:20:48.504447812+05:30",
            ]).alerts.first)
        #expect(alert.title.hasPrefix("Disk is full xxx") && alert.title.hasSuffix("x…"))
        #expect(alert.title.unicodeScalars.count == 1024)
        #expect(alert.severity == .critical)
        #expect(alert.description == "ab")
        #expect(alert.labels == ["b": "2"])
        #expect(alert.dedupKey.hasPrefix("sha256:"))
        #expect(alert.startedAt.map(RFC3339.string(from:)) == "2026-11-28T07:50:48.504Z")
    }

    /// As every other door does: what nobody can click on is no reason to lose the alert.
    @Test(arguments: ["javascript:alert(1)", "db-1.example.org/graph", "https://example.org/a b"])
    func anAddressThatIsNoLinkIsALabel(_ address: String) throws {
        let alert = try #require(parse(["title": "x", "url": .string(address)]).alerts.first)
        #expect(alert.url == nil)
        #expect(alert.labels == ["url": address])
    }

    @Test func whatIsDeepInLabelsIsNamedByTheWayToIt() throws {
        let labels: JSON = ["disk": ["used": 91, "names": ["a", "b"]], "host": "db-1"]
        let alert = try #require(parse(["title": "x", "labels": labels]).alerts.first)
        #expect(alert.labels == ["disk.used": "91", "disk.names": "a, b", "host": "db-1"])
    }

    @Test func anEmptyTextIsNone() throws {
        let empty: JSON = [
            "title": "Disk full", "dedup_key": "", "action": "", "severity": " ", "description": "", "url": "",
            "group_key": "", "started_at": "", "labels": .null,
        ]
        let alert = try #require(parse(empty).alerts.first)
        #expect(!alert.hasOwnKey && !alert.dedupKey.isEmpty)
        #expect(alert.action == .open && alert.severity == .error)
        #expect(alert.url == nil && alert.groupKey == nil && alert.startedAt == nil)
        #expect(try parse(["action": "RESOLVE", "dedup_key": "k", "title": ""]).alerts.first?.title == "resolved")
    }

    @Test func namesTheWordsThatItKnows() throws {
        let rejection = try #require(parse(["title": "x", "severity": "terrible"]).rejections.first)
        #expect(rejection.error.contains("info, warning, error, critical"))
        #expect(try parse(["title": "x", "severity": "Fatal"]).alerts.first?.severity == .critical)
    }
}
