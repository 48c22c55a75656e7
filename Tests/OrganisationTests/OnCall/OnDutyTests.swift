import Encodings
import FoundationEssentials
import Incident
import JSON
import OnCall
import Testing

@testable import Organisation

/// Whom a rota or a schedule means at a moment.
@Suite struct OnDutyTests {
    private func organisation(_ sections: JSONObject) throws -> OrganisationConfiguration {
        var document: JSONObject = [
            "people": [
                ["email": "a@example.org", "name": "A"], ["email": "b@example.org", "name": "B"],
                ["email": "c@example.org", "name": "C"],
            ],
            "severities": [["name": "s"]], "priorities": [["name": "p"]],
            "incident_types": [["name": "t", "commander": "r"]],
        ]
        for (key, section) in sections { document[key] = section }
        var organisation = try OrganisationConfiguration(JSONReader(.object(document)))
        organisation.zones = try .berlin()
        return organisation
    }

    private func onDuty(_ organisation: OrganisationConfiguration, _ time: String) throws -> [String] {
        let time = try #require(RFC3339.date(from: time))
        return organisation.onDuty("r", at: time).map { "\($0.person.name), \($0.engagedBy)" }
    }

    @Test func aRotaHandsOverAtTheSameTimeOnTheWallInWinter() throws {
        let organisation = try organisation([
            "rotas": [
                [
                    "name": "r", "members": ["a@example.org", "b@example.org"], "start": "2026-07-04T09:45:00+02:00",
                    "timezone": "Europe/Berlin",
                ]
            ]
        ])
        #expect(try onDuty(organisation, "2026-11-28T09:25:00+01:00") == ["A, rota r"])
        #expect(try onDuty(organisation, "2026-11-28T09:45:00+01:00") == ["B, rota r"])
    }

    @Test func aRotaWithoutAZoneHandsOverByUTC() throws {
        let organisation = try organisation(["rotas": [["name": "r", "members": ["a@example.org", "b@example.org"]]]])
        #expect(try onDuty(organisation, "2026-07-06T08:59:59Z") == ["B, rota r"])
        #expect(try onDuty(organisation, "2026-07-06T09:00:00Z") == ["A, rota r"])
    }

    @Test func ofAScheduleAllLayersAreOnDutyAndTheFirstLeads() throws {
        let organisation = try organisation([
            "schedules": [
                [
                    "name": "r", "timezone": "Europe/Berlin",
                    "layers": [
                        [
                            "name": "1", "start": "2026-01-05T09:00", "turn": "1w",
                            "members": [["a@example.org", "b@example.org"]],
                        ],
                        [
                            "name": "2", "start": "2026-01-05T09:00", "turn": "1w", "members": ["c@example.org"],
                            "shadow": true,
                        ],
                    ],
                ]
            ]
        ])
        #expect(try onDuty(organisation, "2026-11-28T09:25:00Z") == ["A, schedule r", "B, schedule r"])
    }

    @Test func inAGapItIsWhoComesNext() throws {
        let organisation = try organisation([
            "schedules": [
                [
                    "name": "r", "timezone": "Europe/Berlin", "gaps": "allowed",
                    "layers": [
                        [
                            "name": "1", "start": "2026-01-05T09:00", "turn": "1d",
                            "members": ["a@example.org", "b@example.org"],
                            "hours": [["from": "09:00", "until": "17:00"]],
                        ]
                    ],
                ]
            ]
        ])
        #expect(try onDuty(organisation, "2026-01-05T12:00:00Z") == ["A, schedule r"])
        #expect(try onDuty(organisation, "2026-01-05T20:00:00Z") == ["B, schedule r, next on call"])
    }

    @Test func zonesThatTheHostDoesNotHaveCountAsUTC() throws {
        var organisation = try organisation([
            "rotas": [["name": "r", "members": ["a@example.org"], "timezone": "Europe/Berlin"]]
        ])
        organisation.zones = ZoneDatabase()
        #expect(try onDuty(organisation, "2026-01-05T12:00:00Z") == ["A, rota r"])
    }
}
