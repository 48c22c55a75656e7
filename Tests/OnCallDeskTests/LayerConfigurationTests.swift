import FoundationEssentials
import JSON
import OnCall
import Organisation
import Testing

@testable import OnCallDesk

/// A layer that is written as the configuration has it reads back as the same.
@Suite struct LayerConfigurationTests {
    @Test func aLayerReadsBackAsTheSame() throws {
        func wall(_ text: String) throws -> WallTime { try #require(WallTime(text)) }
        let layers = [
            ScheduleLayer(
                name: "plain", timezone: "Europe/Berlin", anchor: try wall("2026-01-05T09:00"), rotation: .weeks(1),
                members: [["a@example.org"], ["b@example.org"]]),
            ScheduleLayer(
                name: "all of it", timezone: "Asia/Tokyo", anchor: try wall("2026-01-05T09:00:30"),
                rotation: Rotation(lengths: [12 * 3600, 5 * 86_400, 14 * 86_400]),
                members: [["a@example.org", "b@example.org"], [], ["b@example.org"]],
                hours: [
                    DutyHours(days: [.monday, .friday], from: 9 * 3600, until: 86_400),
                    DutyHours(from: 22 * 3600 + 1800, until: 6 * 3600),
                ], from: try wall("2026-02-01T00:00"), until: try wall("2026-03-01T09:00"), shadow: true),
        ]
        let document: JSON = [
            "people": [["email": "a@example.org", "name": "A"], ["email": "b@example.org", "name": "B"]],
            "severities": [["name": "S"]], "priorities": [["name": "P"]],
            "incident_types": [["name": "T", "commander": "a@example.org"]],
            "schedules": [
                [
                    "name": "s", "timezone": "Europe/Berlin",
                    "layers": .array(layers.map { $0.configuration(in: "Europe/Berlin") }),
                ]
            ],
        ]
        let read = try OrganisationConfiguration(JSONReader(document))
        #expect(read.schedules.first?.layers == layers)
    }

    @Test(
        arguments: [
            ["person": "a@example.org"], ["person": "a@example.org", "rest": 1, "at_most": 1],
            ["not_on": ["monday"]],
            ["person": "a@example.org", "away": ["from": "2026-12-21", "until": "2026-12-20"]],
            ["person": "a@example.org", "away": ["from": "tomorrow", "until": "2026-12-20"]],
            ["person": "a@example.org", "sleep": true], ["person": "a@example.org", "rest": 0],
        ] as [JSON])
    func wishesThatCannotBeReadAreRefused(_ wish: JSON) {
        #expect(throws: JSONDecodingError.self) {
            try SuggestionRequest(JSONReader(["wishes": [wish]]))
        }
    }
}
