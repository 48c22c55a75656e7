import FoundationEssentials
import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct PagerDutyEventsTests {
    private static let trigger: JSON = [
        "routing_key": "abcdefghijklmnopqrstuvwxyz234567", "event_action": "trigger", "dedup_key": "db-1/replication",
        "payload": [
            "summary": "Replication of db-1 lags by 40 s", "source": "db-1.example.org", "severity": "critical",
            "timestamp": "2026-01-05T10:00:00.000+00:00Z", "component": "postgres", "group": "payments",
            "class": "replication",
            "custom_details": ["lag": ["seconds": 40, "standby": "db-2"], "tags": ["a", "b"]],
        ],
        "client": "Watcher", "client_url": "https://watcher.example.org/db-1",
        "links": [["href": "https://wiki.example.org/replication", "text": "Runbook"], ["text": "no address"]],
        "images": [],
    ]

    private func fields(_ changes: [(String, JSON?)], payload: [(String, JSON?)] = []) -> JSON {
        var event = Self.trigger.objectValue ?? [:]
        var inner = event["payload"]?.objectValue ?? [:]
        for (name, value) in payload { inner[name] = value }
        event["payload"] = .object(inner)
        for (name, value) in changes { event[name] = value }
        return .object(event)
    }

    private func faults(_ event: JSON) -> [String] {
        do {
            _ = try PagerDutyEvents.parse(event)
            return []
        } catch {
            return (error as? AlertRefusal)?.faults ?? ["\(error)"]
        }
    }

    @Test func readsATriggerWithAllThatItHolds() throws {
        let alert = try #require(try PagerDutyEvents.parse(Self.trigger).alerts.first)
        #expect(alert.action == .open)
        #expect(alert.dedupKey == "db-1/replication")
        #expect(alert.hasOwnKey)
        #expect(alert.severity == .critical)
        #expect(alert.title == "Replication of db-1 lags by 40 s")
        #expect(alert.description.contains("lag.seconds: 40"))
        #expect(alert.description.hasSuffix("Runbook: https://wiki.example.org/replication"))
        #expect(alert.labels["source"] == "db-1.example.org")
        #expect(alert.labels["lag.standby"] == "db-2")
        #expect(alert.labels["tags"] == "a, b")
        #expect(alert.labels["group"] == "payments")
        #expect(alert.url == "https://watcher.example.org/db-1")
    }

    @Test func anEmptyKeyIsNone() throws {
        let one = try #require(try PagerDutyEvents.parse(fields([("dedup_key", "")])).alerts.first)
        let two = try #require(try PagerDutyEvents.parse(fields([("dedup_key", nil)])).alerts.first)
        #expect(!one.hasOwnKey && !two.hasOwnKey)
        #expect(one.dedupKey.hasPrefix("content:"))
    }

    @Test func theSameWithoutAKeyIsTheSameForMinutes() throws {
        let noon = Date(timeIntervalSince1970: 1_800_000_000)
        func key(_ event: JSON, _ seconds: Double) throws -> String? {
            try PagerDutyEvents.parse(event, at: noon + seconds).alerts.first?.dedupKey
        }
        let event = fields([("dedup_key", nil)])
        #expect(try key(event, 0) == key(event, 189))
        #expect(try key(event, 0) != key(event, 86_400))
        #expect(try key(event, 0) != key(fields([("dedup_key", nil)], payload: [("summary", "Another")]), 0))
        #expect(try key(event, 0) == key(fields([("dedup_key", nil), ("routing_key", "x")]), 0))
        #expect(try key(event, 600).flatMap(ContentKey.former) == key(event, 0))
        #expect(ContentKey.former("db-1/replication") == nil)
    }

    @Test func acknowledgesAndResolvesByKeyAlone() throws {
        let acknowledged = try PagerDutyEvents.parse(["event_action": "acknowledge", "dedup_key": "k"])
        #expect(acknowledged.alerts.isEmpty)
        #expect(acknowledged.changes == [AlertChange(of: "k", .acknowledged)])
        let resolved = try PagerDutyEvents.parse(["event_action": "resolve", "dedup_key": "k"])
        #expect(resolved.alerts.map(\.action) == [.resolve])
        #expect(resolved.alerts.map(\.dedupKey) == ["k"])
    }

    @Test func refusesInTheWordsOfPagerDuty() {
        #expect(faults(["event_action": "resolve"]) == ["'dedup_key' is missing or blank"])
        #expect(faults(["event_action": "acknowledge", "dedup_key": " "]) == ["'dedup_key' is missing or blank"])
        #expect(
            faults(fields([], payload: [("severity", "dreadful"), ("summary", "")])) == [
                "'payload.summary' is missing or blank",
                "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
            ])
        #expect(
            faults(fields([("event_action", "shout")])) == [
                "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')"
            ])
        #expect(faults(["event_action": "trigger"]).first == "'payload' is missing or blank")
        #expect(faults([]) == ["the event must be an object"])
    }

    @Test func readsSeverityInCapitals() throws {
        let alert = try PagerDutyEvents.parse(fields([], payload: [("severity", "CRITICAL")])).alerts.first
        #expect(alert?.severity == .critical)
    }

    @Test func readsVersionOne() throws {
        let alert = try #require(
            try PagerDutyEvents.parse([
                "service_key": "abcdefghijklmnopqrstuvwxyz234567", "event_type": "trigger", "incident_key": "web/http",
                "description": "web does not answer", "client": "Nagios", "details": ["host": "web", "tries": 3],
                "contexts": [["type": "link", "href": "https://nagios.example.org/web"]],
            ]).alerts.first)
        #expect(alert.dedupKey == "web/http")
        #expect(alert.severity == .critical, "what is sent to version 1 is meant to wake somebody")
        #expect(alert.title == "web does not answer")
        #expect(alert.labels["tries"] == "3")
        #expect(alert.url == "https://nagios.example.org/web")
        #expect(
            try PagerDutyEvents.parse(["event_type": "resolve", "incident_key": "web/http"]).alerts.first?.action
                == .resolve)
        #expect(faults(["event_type": "trigger"]) == ["'description' is missing or blank"])
        #expect(faults(["event_type": "resolve"]) == ["'incident_key' is missing or blank"])
    }

    @Test func readsAChangeWhateverItsTimeLooksLike() throws {
        // The Python client `pagerduty` 7.2 writes an offset and a Z.
        let change = try PagerDutyChange([
            "routing_key": "x",
            "payload": [
                "summary": "Deployed 4.2", "source": "ci", "timestamp": "2026-01-05T10:00:00.1+00:00Z",
                "custom_details": ["build": 7],
            ],
            "links": [["href": "https://ci.example.org/7", "text": "Build 7"]],
        ])
        #expect(change.summary == "Deployed 4.2")
        #expect(change.place == "ci")
        #expect(change.at == nil)
        #expect(change.url == "https://ci.example.org/7")
        #expect(throws: AlertRefusal(["'payload.summary' is missing or blank"])) {
            try PagerDutyChange(["payload": [:]])
        }
    }
}
