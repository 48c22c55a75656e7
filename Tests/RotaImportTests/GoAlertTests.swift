import Foundation
import JSON
import OnCall
import Organisation
import Testing
import YAML

@testable import RotaImport

/// Answers in the form of GoAlert's GraphQL schema, of people who do not exist.
@Suite struct GoAlertTests {
    private let users: JSON = [
        "data": [
            "users": [
                "nodes": [
                    [
                        "id": "u1", "name": "Ana", "email": "ana@example.org",
                        "notificationRules": [
                            ["delayMinutes": 3, "contactMethod": ["type": "EMAIL", "value": "ana.pager@example.org"]],
                            ["delayMinutes": 0, "contactMethod": ["type": "SMS", "value": "+15550100"]],
                        ],
                    ],
                    ["id": "u2", "name": "Ben", "email": "ben@example.org"],
                    ["id": "u3", "name": "Cleo", "email": "cleo@example.org"],
                ]
            ]
        ]
    ]

    /// Ben is active until the handover of Monday, 30 November, 09:00 in Berlin: whose turn it was first, nobody says.
    private func rotations(zone: String = "Europe/Berlin", type: String = "weekly") -> JSON {
        [
            "data": [
                "rotations": [
                    "nodes": [
                        [
                            "id": "r1", "name": "Weeks", "start": "2026-10-05T07:00:00Z", "timeZone": .string(zone),
                            "type": .string(type), "shiftLength": 1, "activeUserIndex": 1, "userIDs": ["u1", "u2"],
                            "nextHandoffTimes": [.string("2026-11-30T\(zone == "UTC" ? "07" : "08"):00:00Z")],
                        ]
                    ]
                ]
            ]
        ]
    }

    private func shift(_ user: String, _ from: String, _ until: String) -> JSON {
        ["userID": .string(user), "start": .string("\(from):00Z"), "end": .string("\(until):00Z"), "truncated": false]
    }

    /// The rotation all the time; Cleo besides on weekdays from 22:00 to 06:00, beginning on Sunday for the list of days.
    private var schedule: JSON {
        let weekdays: JSON = [false, true, true, true, true, true, false]
        return [
            "data": [
                "schedule": [
                    "id": "s1", "name": "Payments", "timeZone": "Europe/Berlin",
                    "targets": [
                        [
                            "target": ["id": "r1", "type": "rotation", "name": "Weeks"],
                            "rules": [
                                [
                                    "start": "00:00", "end": "00:00",
                                    "weekdayFilter": [true, true, true, true, true, true, true],
                                ]
                            ],
                        ],
                        [
                            "target": ["id": "u3", "type": "user", "name": "Cleo"],
                            "rules": [["start": "22:00", "end": "06:00", "weekdayFilter": weekdays]],
                        ],
                    ],
                    "shifts": [
                        shift("u2", "2026-11-29T12:00", "2026-11-30T08:00"),
                        shift("u1", "2026-11-30T08:00", "2026-12-01T12:00"),
                        shift("u3", "2026-11-30T21:00", "2026-12-01T05:00"),
                        shift("u2", "2026-12-01T12:00", "2026-12-01T14:00"),
                        shift("u1", "2026-12-01T14:00", "2026-12-01T23:00"),
                        shift("u3", "2026-12-01T21:00", "2026-12-01T23:00"),
                    ], "temporarySchedules": [],
                ]
            ]
        ]
    }

    private let overrides: JSON = [
        "data": [
            "userOverrides": [
                "nodes": [
                    [
                        "start": "2026-12-01T12:00:00Z", "end": "2026-12-01T14:00:00Z", "addUserID": "u2",
                        "removeUserID": "u1", "target": ["id": "s1", "type": "schedule"],
                    ],
                    [
                        "start": "2026-12-05T12:00:00Z", "end": "2026-12-05T14:00:00Z", "addUserID": "",
                        "removeUserID": "u1",
                        "target": ["id": "s1", "type": "schedule"],
                    ],
                ]
            ]
        ]
    ]

    private let policies: JSON = [
        "data": [
            "escalationPolicies": [
                "nodes": [
                    [
                        "id": "p1", "name": "Engineering", "repeat": 3,
                        "steps": [
                            [
                                "stepNumber": 1, "delayMinutes": 15,
                                "targets": [["id": "u3", "type": "user", "name": "Cleo"]],
                            ],
                            [
                                "stepNumber": 0, "delayMinutes": 5,
                                "targets": [
                                    ["id": "s1", "type": "schedule", "name": "Payments"],
                                    ["id": "c1", "type": "slackChannel", "name": "#payments"],
                                ],
                            ],
                            [
                                "stepNumber": 2, "delayMinutes": 30,
                                "targets": [["id": "r1", "type": "rotation", "name": "Weeks"]],
                            ],
                        ],
                    ]
                ]
            ]
        ]
    ]

    @Test func theRotaIsProvenFromWhoIsActiveNow() throws {
        let imported = try ImportedOrganisation([users, rotations(), schedule, overrides], from: .goalert)
        let proof = try #require(imported.proofs.first)
        #expect(proof.differences == [])
        #expect(proof.holds)
        #expect(
            imported.commands == [
                "muster oncall override 'Payments' --layer 'Weeks' --person ben@example.org --from 2026-12-01T12:00:00.000Z "
                    + "--until 2026-12-01T14:00:00.000Z --reason 'from GoAlert'"
            ])
        #expect(imported.notes.contains { $0.contains("nobody stands in for ana@example.org") })
    }

    @Test func theConfigurationCanBeApplied() throws {
        let imported = try ImportedOrganisation([users, rotations(), schedule, policies], from: .goalert)
        let file = try OrganisationFile(YAMLWriter.text(imported.document), named: "made.yaml", vendors: [])
        try file.checkOnCall(zones: testZones(["Europe/Berlin"]), at: utc("2026-11-29T12:00"))
        #expect(file.configuration.schedules.map(\.name) == ["Payments", "Weeks"])
        #expect(
            imported.document["policies"]?[0]?["steps"] == [
                ["targets": ["Payments"], "wait": "5m"], ["targets": ["cleo@example.org"], "wait": "15m"],
                ["targets": ["Weeks"], "wait": "30m"],
            ])
        #expect(
            imported.document["contacts"]
                == [
                    [
                        "person": "ana@example.org",
                        "high": [["channel": "mail", "to": "ana.pager@example.org", "after": "3m"]],
                    ]
                ])
        for words in ["pages by sms", "slackChannel has no equal", "a policy names it"] {
            #expect(imported.notes.contains { $0.contains(words) }, "\(words)")
        }
    }

    @Test func turnsAreToldByTheZoneOfTheRotation() throws {
        let imported = try ImportedOrganisation([users, rotations(zone: "UTC"), schedule], from: .goalert)
        #expect(imported.document["schedules"]?[0]?["layers"]?[0]?["timezone"] == "UTC")
        // Eight weeks after 07:00Z it is an hour too early for the handover that is listed.
        #expect(
            imported.proofs.first?.differences.first
                == RotaProof.Difference(
                    from: utc("2026-11-30T07:00"), until: utc("2026-11-30T08:00"), listed: ["ben@example.org"],
                    own: ["ana@example.org"]))
    }

    @Test func turnsThatHaveNoEqualAreNamed() throws {
        let imported = try ImportedOrganisation([users, rotations(type: "monthly"), schedule], from: .goalert)
        #expect(imported.notes.contains { $0.contains("turns of the type monthly have no equal") })
    }
}
