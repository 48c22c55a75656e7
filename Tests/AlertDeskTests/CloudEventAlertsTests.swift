import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct CloudEventAlertsTests {
    private let event: JSON = [
        "specversion": "1.0", "id": "e-1", "source": "/scanner", "type": "org.example.finding", "subject": "host-7",
        "severitytext": "WARN", "data": ["title": "Port open", "severity": "critical", "labels": ["port": 22]],
    ]

    @Test func prefersWhatTheDataSays() throws {
        let alert = try CloudEventAlerts.alert(JSONReader(event))
        #expect(alert.title == "Port open")
        #expect(alert.severity == .critical)
        #expect(alert.dedupKey == "/scanner e-1")
        #expect(alert.sourceMessageID == "e-1")
        #expect(alert.labels == ["port": "22", "ce_source": "/scanner", "ce_type": "org.example.finding"])
    }

    @Test func fallsBackToTheAttributes() throws {
        var bare = event.objectValue ?? [:]
        bare["data"] = nil
        let alert = try CloudEventAlerts.alert(JSONReader(.object(bare)))
        #expect(alert.title == "host-7")
        #expect(alert.severity == .warning)
    }

    @Test func resolvesByTypeOrAction() throws {
        var resolved = event.objectValue ?? [:]
        resolved["type"] = "org.example.finding.resolved"
        #expect(try CloudEventAlerts.alert(JSONReader(.object(resolved))).action == .resolve)
        resolved["type"] = "org.example.finding"
        resolved["data"] = ["action": "resolve", "dedup_key": "k"]
        #expect(try CloudEventAlerts.alert(JSONReader(.object(resolved))).action == .resolve)
    }

    @Test func readsABatch() throws {
        let parsed = try CloudEventAlerts.parse(structured: JSONReader([event, ["specversion": "0.3"]]))
        #expect(parsed.alerts.count == 1)
        #expect(parsed.rejections.map(\.index) == [1])
    }

    @Test func readsBinaryMode() throws {
        let reading = AlertReading(cloudEvent: [
            "specversion": "1.0", "id": "e-2", "source": "/scan ner", "type": "finding",
        ])
        #expect(reading.format == .cloudevents)
        let alert = try #require(try reading.parse(Array(#"{"title":"Found"}"#.utf8)).alerts.first)
        #expect(alert.title == "Found")
        #expect(alert.dedupKey == "/scan ner e-2")
    }

    @Test func boundsTheDepthOfABody() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(throws: JSONError.self) { try AlertReading(.native).parse(Array(deep.utf8)) }
    }
}
