import Encodings
import Foundation
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

    private func event(_ change: (inout JSONObject) -> Void) throws -> NormalisedAlert {
        var object = event.objectValue ?? [:]
        change(&object)
        return try CloudEventAlerts.alert(JSONReader(.object(object)))
    }

    @Test func dataAsBytesIsTheBodyOfBinaryMode() throws {
        let body = Array(#"{"title":"Disk full","dedup_key":"k","severity":"critical"}"#.utf8)
        let structured = try event {
            $0["data"] = nil
            $0["data_base64"] = .string(Base64.standard.encode(body))
        }
        let binary = try #require(
            AlertReading(cloudEvent: [
                "specversion": "1.0", "id": "e-1", "source": "/scanner", "type": "org.example.finding",
                "subject": "host-7", "severitytext": "WARN",
            ]).parse(body).alerts.first)
        #expect(structured == binary)
        #expect(structured.title == "Disk full" && structured.dedupKey == "k" && structured.severity == .critical)
    }

    @Test(arguments: ["no base64", Base64.standard.encode(Array("no JSON".utf8))])
    func refusesBytesThatCannotBeRead(_ text: String) throws {
        #expect(throws: JSONDecodingError.self) { try event { $0["data_base64"] = .string(text) } }
    }

    /// As in binary mode: what need be no JSON is text.
    @Test(arguments: ["text/plain", "text/plain; charset=utf-8", "application/xml", "application/octet-stream"])
    func bytesOfAnotherTypeThanJSONAreText(_ type: String) throws {
        let alert = try event {
            $0["datacontenttype"] = .string(type)
            $0["data_base64"] = .string(Base64.standard.encode(Array("disk is full".utf8)))
        }
        #expect(alert.description == "disk is full")
    }

    @Test(arguments: ["application/json", "Application/JSON; charset=utf-8", "application/problem+json"])
    func bytesOfATypeOfJSONMustBeJSON(_ type: String) throws {
        #expect(throws: JSONDecodingError.self) {
            try event {
                $0["datacontenttype"] = .string(type)
                $0["data_base64"] = .string(Base64.standard.encode(Array("disk is full".utf8)))
            }
        }
    }

    @Test func noDataVanishes() throws {
        #expect(try event { $0["data"] = #"{"title":"In a text"}"# }.title == "In a text")
        #expect(try event { $0["data"] = "disk is full" }.description == "disk is full")
        #expect(try event { $0["data"] = [1, 2] }.description.contains("2"))
    }

    @Test func anEmptyTextIsNone() throws {
        let alert = try event {
            $0["subject"] = ""
            $0["severitytext"] = ""
            $0["data"] = [
                "title": "", "dedup_key": "", "severity": "", "group_key": "", "action": "", "description": "",
            ]
        }
        #expect(alert.title == "org.example.finding")
        #expect(alert.severity == .error && !alert.hasOwnKey && alert.groupKey == nil)
    }

    @Test func beganAtItsTime() throws {
        let text = try event { $0["time"] = "2026-11-28T13:20:48.504447812+05:30" }
        #expect(text.startedAt.map(RFC3339.string(from:)) == "2026-11-28T07:50:48.504Z")
        let number = try event { $0["time"] = 1_795_852_248_504 }
        #expect(number.startedAt == Date(timeIntervalSince1970: 1_795_852_248.504))
        #expect(try event { $0["time"] = "now" }.startedAt == nil)
    }
}
