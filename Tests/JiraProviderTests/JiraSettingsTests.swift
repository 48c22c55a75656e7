import JSON
import Organisation
import Testing

@testable import JiraProvider

/// What a file may say about a Jira.
@Suite struct JiraSettingsTests {
    private func problem(_ more: JSONObject) -> String? {
        var entry: JSONObject = [
            "name": "tracker", "kind": "jira", "url": "https://acme.atlassian.net", "project": "OPS",
        ]
        for (key, value) in more { entry[key] = value }
        do {
            try JiraSettings.check(JSONReader(.object(entry)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func theLeastIsEnough() {
        #expect(problem([:]) == nil)
        let more: JSONObject = [
            "user": "bot@example.org", "statuses": ["closed": "Fixed"], "priorities": ["p1": "High"],
        ]
        #expect(problem(more) == nil)
    }

    static let refused: [(JSONObject, String)] = [
        (["project": "ops"], "the key of a project"), (["url": nil], "url"),
        (["labels": ["two words"]], "labels without spaces"), (["user": "bot"], "mail address"),
        (["statuses": ["open": "X"]], "also `open`"), (["deployment": "server"], "cloud, data_center"),
        (["custom_fields": [["field": "summary", "value": 1]]], "customfield_"),
        (["custom_fields": [["field": "customfield_1", "value": 1, "from": "status"]]], "either"),
        (["custom_fields": [["field": "customfield_1"]]], "value"),
    ]

    @Test(arguments: refused)
    func whatCannotWorkIsNamed(more: JSONObject, expected: String) {
        #expect(problem(more)?.contains(expected) == true, "\(problem(more) ?? "accepted")")
    }
}
