import ArgumentParser
import JSON
import Testing

@testable import Muster

@Suite struct ContactTextTests {
    @Test(arguments: [
        ("sms +15550100", "sms", "+15550100", 0), (" voice  +15550100 after 3m ", "voice", "+15550100", 180),
        ("mail a@example.org after 90s", "mail", "a@example.org", 90),
        ("webhook after after 1h", "webhook", "after", 3600),
    ])
    func readsAWay(_ text: String, channel: String, address: String, after: Int) throws {
        #expect(
            try ContactWay(argument: text).json
                == ["channel": .string(channel), "to": .string(address), "after_seconds": .int(after)])
    }

    @Test(arguments: ["sms", "", "sms +1 after 3", "sms +1 at once", "sms +1 after 3m please"])
    func whatIsNoWaySaysWhatOneIs(_ text: String) {
        #expect(throws: ValidationError.self) { try ContactWay(argument: text) }
    }

    @Test func saysWhichWayIsNotUsed() {
        let answer: JSON = [
            "person": "ana@example.org", "contacts": [],
            "rules": [
                "source": "own", "low": [],
                "high": [["channel": "sms", "to": "+15550100", "after_seconds": 0, "used": false]],
            ],
        ]
        let text = ContactText.list(answer)
        #expect(text.contains("ana@example.org is paged as they say themselves:"))
        #expect(text.contains("high     sms      +15550100  at once  no, not verified"))
    }

    @Test(arguments: [
        ("sent", "Every way has taken the test page."), ("failed", "Not every way has taken the test page."),
        ("due", "The test page is still on its way."),
    ])
    func saysWhatATestPageCameTo(_ state: String, text: String) {
        #expect(ContactText.test(["state": .string(state), "ways": []]).hasPrefix(text))
    }
}
