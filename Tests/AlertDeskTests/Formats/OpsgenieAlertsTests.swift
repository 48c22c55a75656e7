import FoundationEssentials
import Incident
import JSON
import Testing

@testable import AlertDesk

@Suite struct OpsgenieAlertsTests {
    @Test func readsAnAlertWithAllThatItHolds() throws {
        let alert = try #require(
            try OpsgenieAlerts.parse([
                "message": "Queue of payments grows", "alias": "payments/queue", "description": "17,000 messages",
                "responders": [
                    ["name": "payments", "type": "team"], ["username": "owner@example.org", "type": "user"],
                ],
                "visibleTo": [], "actions": ["Restart"], "tags": ["queue", "payments"],
                "details": ["depth": "17000", "host": "mq-1"], "entity": "mq-1", "source": "Zabbix", "priority": "P1",
                "user": "zabbix", "note": "seen twice",
            ]).alerts.first)
        #expect(alert.dedupKey == "payments/queue")
        #expect(alert.severity == .critical)
        #expect(alert.title == "Queue of payments grows")
        #expect(alert.description == "17,000 messages\nseen twice")
        #expect(alert.labels["tags"] == "queue, payments")
        #expect(alert.labels["responders"] == "payments, owner@example.org")
        #expect(alert.labels["depth"] == "17000")
    }

    @Test(
        arguments: [
            ("P1", AlertSeverity.critical), ("P2", .error), ("P3", .warning), ("p4", .info), ("P5", .info),
            (nil, .warning),
        ] as [(String?, AlertSeverity)])
    func readsPriorities(_ priority: String?, _ severity: AlertSeverity) throws {
        var body: JSONObject = ["message": "m"]
        body["priority"] = priority.map(JSON.string)
        #expect(try OpsgenieAlerts.parse(.object(body)).alerts.first?.severity == severity)
    }

    /// Zabbix 6.0 sends these when its parameters are empty.
    @Test func emptyTextsInListsAreNone() throws {
        let body: JSON = ["message": "m", "tags": [""], "responders": [["type": "team", "name": ""]]]
        #expect(try OpsgenieAlerts.parse(body).alerts.map(\.labels) == [["priority": "P3"]])
    }

    @Test func anAcknowledgementIsTakenBackWithARemark() {
        #expect(
            OpsgenieAlerts.unacknowledged("k", ["note": "mine", "user": "ana"])
                == ParsedAlerts(changes: [
                    AlertChange(of: "k", .unacknowledged), AlertChange(of: "k", .note("mine", by: "ana")),
                ]))
        #expect(OpsgenieAlerts.unacknowledged("k", [:]).changes == [AlertChange(of: "k", .unacknowledged)])
    }

    @Test func refusesWhatSaysNothing() {
        #expect(throws: AlertRefusal(["message: can not be empty"])) { try OpsgenieAlerts.parse(["message": " "]) }
        #expect(throws: AlertRefusal(["description: can not be empty"])) {
            try OpsgenieAlerts.change("description", of: "k", [:])
        }
    }

    @Test func changesOneTextAtATime() throws {
        #expect(
            try OpsgenieAlerts.change("message", of: "k", ["message": "new"]) == AlertChange(of: "k", .title("new")))
        #expect(
            try OpsgenieAlerts.change("description", of: "k", ["description": "a\nb"])
                == AlertChange(of: "k", .description("a\nb")))
    }

    @Test func tinyNumbersNameAnAlertByItsTime() throws {
        let id = try #require(UUID(uuidString: "019b8a2e-5f00-7abc-9def-0123456789ab"))
        let number = TinyID.text(of: id)
        let ids = try #require(TinyID.ids(number))
        #expect(ids.contains(id))
        #expect(ids.lowerBound == UUID(uuidString: "019b8a2e-5f00-7abc-8000-000000000000"))
        #expect(ids.upperBound == UUID(uuidString: "019b8a2e-5f00-7abc-bfff-ffffffffffff"))
        #expect(TinyID.ids("seven") == nil)
        #expect(TinyID.ids("99999999999999999999") == nil)
    }
}
