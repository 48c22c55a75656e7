import ArgumentParser
import Foundation
import JSON
import Testing

@testable import Muster

@Suite struct SilenceTextTests {
    private let now = Date(timeIntervalSince1970: 1_767_603_600)

    @Test func theBodySaysWhatWasTyped() throws {
        let command = try SilenceCreateCommand.parse([
            "team=db", "host=~\"web.*\"", "--for", "2h", "--reason", "upgrade", "--author", "ops@example.org",
        ])
        #expect(
            command.body(at: now) == [
                "matchers": ["team=db", "host=~\"web.*\""], "reason": "upgrade", "until": "2026-01-05T11:00:00.000Z",
                "author": "ops@example.org",
            ])
        let later = try SilenceCreateCommand.parse([
            "a=b", "--from", "2026-01-06T00:00:00Z", "--for", "30m", "--reason", "r",
        ])
        #expect(later.body(at: now)["until"] == "2026-01-06T00:30:00.000Z")
    }

    @Test(arguments: [
        ["--for", "2h", "--reason", "r"], ["a=b", "--reason", "r"], ["a=b", "--for", "2h"],
        ["a=b", "--for", "2h", "--until", "3h", "--reason", "r"], ["a=b", "--for", "0h", "--reason", "r"],
    ])
    func refusesWhatIsNoSilence(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try SilenceCreateCommand.parse(arguments) }
    }

    @Test func aListShowsMatchersAsTheyAreTyped() {
        let silence: JSON = [
            "id": "1", "state": "active", "from": "F", "until": "U", "matched": 3, "author": "ops", "reason": "upgrade",
            "matchers": [
                ["name": "a", "value": "b", "is_regex": false, "is_equal": true],
                ["name": "c", "value": "d.*", "is_regex": true, "is_equal": false],
            ],
        ]
        let text = SilenceText.list(["items": [silence], "next_cursor": .null], states: ["active"])
        #expect(text.contains(#"a="b", c!~"d.*""#) && text.contains("upgrade"))
        #expect(
            SilenceText.list(["items": [], "next_cursor": .null], states: ["pending", "active"])
                == "There are no silences that are pending or active.")
    }
}
