import Capabilities
import JSON
import Organisation
import Testing

@testable import SlackProvider

/// What a file may say about a Slack.
@Suite struct SlackSettingsTests {
    private func problem(_ more: JSONObject) -> String? {
        var entry: JSONObject = ["name": "chat", "kind": "slack", "token_variable": "SLACK_TOKEN"]
        for (key, value) in more { entry[key] = value }
        do {
            try SlackSettings.check(JSONReader(.object(entry)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func theLeastIsEnough() {
        #expect(problem([:]) == nil)
        #expect(problem(["channel_prefix": "prod-", "archive_after_hours": 48]) == nil)
    }

    static let refused: [(JSONObject, String)] = [
        (["channel_prefix": "Prod "], "lower-case letters"), (["archive_after_hours": 0], "archive_after_hours"),
        (["archive_after_hours": 9000], "archive_after_hours"), (["token_variable": nil], "token_variable"),
    ]

    @Test(arguments: refused)
    func whatCannotWorkIsNamed(more: JSONObject, expected: String) {
        #expect(problem(more)?.contains(expected) == true, "\(problem(more) ?? "accepted")")
    }

    @Test func withoutSettingsThatCanBeReadThereAreNoConversations() throws {
        let fixture = try SlackFixture()
        var settings = fixture.settings
        settings.options["archive_after_hours"] = "soon"
        #expect(fixture.vendor.services(settings, "xoxb-right").conversations == nil)
    }
}
