import Encodings
import Foundation
import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct AlertmanagerAlertsTests {
    /// As Alertmanager 0.27 sends it.
    static let body = #"""
        {
          "receiver": "muster", "status": "firing",
          "alerts": [
            {
              "status": "firing",
              "labels": {"alertname": "HighLatency", "instance": "db-1:9100", "job": "node", "severity": "critical"},
              "annotations": {"description": "p99 is 2.1 s", "summary": "Latency of db-1 is high"},
              "startsAt": "2026-01-05T10:00:00.5Z", "endsAt": "0001-01-01T00:00:00Z",
              "generatorURL": "http://prometheus:9090/graph?g0.expr=latency", "fingerprint": "c0ffee0000000001"
            },
            {
              "status": "resolved",
              "labels": {"alertname": "DiskFull", "instance": "db-2:9100", "severity": "warning"},
              "annotations": {}, "startsAt": "2026-01-05T09:00:00Z", "endsAt": "2026-01-05T10:00:00Z",
              "generatorURL": "", "fingerprint": "c0ffee0000000002"
            }
          ],
          "groupLabels": {"job": "node"}, "commonLabels": {"job": "node"}, "commonAnnotations": {},
          "externalURL": "http://alertmanager:9093", "version": "4", "groupKey": "{}:{job=\"node\"}",
          "truncatedAlerts": 0, "notification_reason": "repeat interval elapsed"
        }
        """#

    private func parse(_ text: String) throws -> ParsedAlerts {
        try AlertmanagerAlerts.parse(JSONReader(JSON.parse(text)))
    }

    @Test func readsEachEntryWithItsFingerprintGroupAndAnnotations() throws {
        let alerts = try parse(Self.body).alerts
        try #require(alerts.count == 2)
        #expect(alerts[0].action == .open)
        #expect(alerts[0].dedupKey == "c0ffee0000000001")
        #expect(alerts[0].groupKey == "{}:{job=\"node\"}")
        #expect(alerts[0].severity == .critical)
        #expect(alerts[0].title == "Latency of db-1 is high")
        #expect(alerts[0].description == "p99 is 2.1 s")
        #expect(alerts[0].labels["instance"] == "db-1:9100")
        #expect(alerts[0].url == "http://prometheus:9090/graph?g0.expr=latency")
    }

    @Test func readsWhenItBeganAndWhyItIsSaid() throws {
        let alerts = try parse(Self.body).alerts
        #expect(alerts[0].startedAt == Date(timeIntervalSince1970: 1_767_607_200.5))
        #expect(alerts.map(\.occasion) == [.repetition, .repetition])
        func occasion(_ reason: JSON) throws -> NormalisedAlert.Occasion? {
            let body: JSON = ["notification_reason": reason, "alerts": [["status": "firing"]]]
            return try AlertmanagerAlerts.parse(JSONReader(body)).alerts.first?.occasion
        }
        #expect(try occasion("first notification") == .first)
        #expect(try occasion("new alerts added") == .change)
        #expect(try occasion(.null) == nil)
    }

    @Test func fallsBackToNameAndLabelsWithoutAnnotations() throws {
        let resolved = try parse(Self.body).alerts[1]
        #expect(resolved.action == .resolve)
        #expect(resolved.title == "DiskFull (instance=db-2:9100)")
        #expect(resolved.severity == .warning)
        #expect(resolved.url == nil)
    }

    @Test func keepsTheGoodEntriesOfABodyWithABadOne() throws {
        let entries = (0..<200).map { index in
            index == 77
                ? #"{"status":"smouldering","labels":{}}"#
                : #"{"status":"firing","labels":{"alertname":"A"},"fingerprint":"f\#(index)"}"#
        }
        let parsed = try parse(#"{"version":"4","groupKey":"g","alerts":[\#(entries.joined(separator: ","))]}"#)
        #expect(parsed.alerts.count == 199)
        #expect(parsed.rejections.map(\.index) == [77])
        #expect(parsed.rejections.first?.error.contains("/alerts/77/status") == true)
    }

    @Test func tellsEntriesWithoutFingerprintApartByTheirLabels() throws {
        let parsed = try parse(
            #"""
            {"alerts":[{"status":"firing","labels":{"alertname":"A","i":"1"}},
            {"status":"firing","labels":{"alertname":"A","i":"2"}},{"status":"resolved","labels":{"i":"1","alertname":"A"}}]}
            """#)
        #expect(parsed.alerts[0].dedupKey != parsed.alerts[1].dedupKey)
        #expect(parsed.alerts[0].dedupKey == parsed.alerts[2].dedupKey)
    }

    @Test func refusesABodyWithoutAlerts() {
        #expect(throws: JSONDecodingError.self) { try parse(#"{"version":"4"}"#) }
    }

    @Test func anEmptyTextIsNone() throws {
        let body: JSON = [
            "groupKey": "", "notification_reason": "",
            "alerts": [
                [
                    "status": "firing", "fingerprint": "", "labels": ["alertname": "DiskFull", "instance": "db-1"],
                    "annotations": ["summary": "", "description": " "], "generatorURL": "", "startsAt": "",
                ]
            ],
        ]
        let alert = try #require(AlertmanagerAlerts.parse(JSONReader(body)).alerts.first)
        #expect(alert.dedupKey.utf8.count == 64, "made from the labels")
        #expect(alert.title == "DiskFull (instance=db-1)")
        #expect(alert.description == "alertname=DiskFull, instance=db-1")
        #expect(alert.groupKey == nil && alert.occasion == nil && alert.startedAt == nil && alert.url == nil)
    }

    @Test func keepsTheSendersOwnTimeToTheMillisecond() throws {
        let body: JSON = ["alerts": [["status": "firing", "startsAt": "2026-11-28T13:20:48.504447812+05:30"]]]
        let alert = try AlertmanagerAlerts.parse(JSONReader(body)).alerts.first
        #expect(alert?.startedAt.map(RFC3339.string(from:)) == "2026-11-28T07:50:48.504Z")
        let zero: JSON = ["alerts": [["status": "firing", "startsAt": "0001-01-01T00:00:00Z"]]]
        #expect(try AlertmanagerAlerts.parse(JSONReader(zero)).alerts.first?.startedAt == nil)
    }

    @Test func readsWhatIsLeftOutAndTheLabelsOfTheRoute() throws {
        let body: JSON = ["truncatedAlerts": 3, "routeLabels": ["tier": "gold"], "alerts": [["status": "firing"]]]
        let parsed = try AlertmanagerAlerts.parse(JSONReader(body))
        #expect(parsed.omitted == 3)
        #expect(parsed.alerts.first?.routeLabels == ["tier": "gold"])
        #expect(try parse(Self.body).omitted == 0)
    }
}
