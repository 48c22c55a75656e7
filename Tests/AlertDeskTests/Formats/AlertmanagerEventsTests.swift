import FoundationEssentials
import JSON
import Testing

@testable import AlertDesk

/// Events as Protocol Buffers' JSON has them, by the schema of Alertmanager 0.33 (`eventrecorder.proto`).
@Suite struct AlertmanagerEventsTests {
    private static let alert: JSON = [
        "fingerprint": "1311768467294899695", "name": "DiskFull",
        "labels": ["labels": [["key": "alertname", "value": "DiskFull"]]],
    ]

    private func event(_ data: JSON) -> JSON {
        ["@timestamp": "2026-11-28T10:00:00.123456789Z", "instance": "am-1", "data": data, "clusterPosition": 1]
    }

    private func facts(_ data: JSON) throws -> [String] {
        let (facts, rejections) = try AlertmanagerEvents.parse(event(data))
        #expect(rejections.isEmpty, "\(rejections)")
        return facts.map { "\($0.fingerprint) \($0.kind.rawValue) \($0.text)" }
    }

    @Test func whatHappensToAnAlertIsToldInWords() throws {
        let group: JSON = ["groupKey": "{}:{}", "receiverName": "muster"]
        let grouped: JSON = ["alert": ["hash": "7", "details": Self.alert], "groupInfo": group]
        let name = "1234567890abcdef"
        #expect(try facts(["alertCreated": ["alert": Self.alert]]) == ["\(name) created Alertmanager learned of it"])
        #expect(try facts(["alertGrouped": grouped]) == ["\(name) grouped in a group of the receiver muster"])
        #expect(try facts(["alertResolved": grouped]) == ["\(name) resolved over, as was told to the receiver muster"])
        let silence: JSON = [
            "id": "s-1", "createdBy": "ann", "comment": "deploy", "endsAt": "2026-11-28T11:00:00Z",
        ]
        #expect(
            try facts(["silenceMutedAlert": ["silence": silence, "mutedAlert": ["fingerprint": "1"]]]) == [
                "0000000000000001 silenced silenced by ann until 2026-11-28T11:00:00Z (s-1): deploy"
            ])
        #expect(
            try facts([
                "inhibitionMutedAlert": ["mutedAlert": ["fingerprint": "1"], "inhibitingFingerprints": ["255"]]
            ]) == ["0000000000000001 inhibited kept back because of the alert 00000000000000ff"])
    }

    @Test func aNotificationTellsOfEachAlertInIt() throws {
        let notification: JSON = [
            "alerts": [["hash": "7", "details": Self.alert], ["hash": "8", "details": ["fingerprint": "2"]]],
            "firingAlerts": [["hash": "7"]], "resolvedAlerts": [["hash": "8"], ["hash": "9"]],
            "groupInfo": ["receiverName": "team"], "integration": ["name": "webhook", "index": "0"],
        ]
        #expect(
            try facts(["notification": notification]) == [
                "1234567890abcdef sent told to team/webhook",
                "0000000000000002 resolved told as over to team/webhook",
            ])
    }

    @Test func namesOfTheSchemaAreReadToo() throws {
        #expect(
            try facts(["silence_muted_alert": ["muted_alert": ["fingerprint": "1"], "silence": ["created_by": "bo"]]])
                == ["0000000000000001 silenced silenced by bo (unknown)"])
    }

    @Test func oneBadEventTakesNoOtherWithIt() throws {
        let (facts, rejections) = try AlertmanagerEvents.parse([
            event(["alertCreated": ["alert": ["fingerprint": "x"]]]), event(["alertCreated": ["alert": Self.alert]]),
            ["data": ["alertCreated": ["alert": Self.alert]]], event(["alertmanagerStartupEvent": ["version": "0.33"]]),
            event(["somethingNew": [:]]), "text",
        ])
        #expect(facts.count == 1)
        #expect(rejections.map(\.index) == [0, 2, 5])
        #expect(throws: AlertRefusal.self) { try AlertmanagerEvents.parse("text") }
    }

    @Test func whatComesAgainOrLateIsOneRow() {
        let time = Date(timeIntervalSince1970: 1_000)
        let facts = [
            UpstreamFact("b", .sent, at: "p", "newer", at: time + 5),
            UpstreamFact("a", .sent, at: "p", "other", at: time),
            UpstreamFact("b", .sent, at: "p", "older", at: time - 5),
        ]
        let rows = UpstreamFacts.folded(facts)
        #expect(rows.map(\.last.fingerprint) == ["a", "b"])
        #expect(rows.map(\.last.text) == ["other", "newer"])
        #expect(rows[1].first == time - 5)
        #expect(rows[1].last.at == time + 5)
    }
}
