import Foundation
import JSON
import OnCall
import Organisation
import Testing
import YAML

@testable import RotaImport

/// Answers in the form of Opsgenie's documented examples, of people who do not exist.
@Suite struct OpsgenieTests {
    private func user(_ name: String) -> JSON {
        ["type": "user", "id": .string("id-\(name)"), "username": .string("\(name)@example.org")]
    }

    private var users: JSON {
        [
            "data": .array(
                ["ana", "ben", "cleo"].map { name in
                    [
                        "id": .string("id-\(name)"), "username": .string("\(name)@example.org"),
                        "fullName": .string(name.capitalized), "blocked": false, "verified": true,
                    ]
                }), "took": 0.1, "requestId": "r",
        ]
    }

    private let teams: JSON = [
        "data": [
            [
                "id": "t1", "name": "Payments",
                "members": [["user": ["id": "id-ana", "username": "ana@example.org"], "role": "user"]],
            ]
        ]
    ]

    private func schedule(participants: [JSON]? = nil) -> JSON {
        [
            "data": [
                [
                    "id": "s1", "name": "First line", "timezone": "Europe/Berlin", "enabled": true,
                    "ownerTeam": ["id": "t1", "name": "Payments"],
                    "rotations": [
                        [
                            "id": "r1", "name": "Days", "startDate": "2026-11-02T08:00:00Z", "endDate": nil,
                            "type": "weekly", "length": 1,
                            "participants": .array(participants ?? [user("ana"), user("ben")]),
                            "timeRestriction": [
                                "type": "time-of-day",
                                "restriction": ["startHour": 8, "startMin": 0, "endHour": 20, "endMin": 0],
                            ],
                        ],
                        [
                            "id": "r2", "name": "Nights", "startDate": "2026-11-02T19:00:00Z", "type": "daily",
                            "length": 1,
                            "participants": [user("cleo"), ["type": "none"]],
                            "timeRestriction": [
                                "type": "weekday-and-time-of-day",
                                "restrictions": [
                                    [
                                        "startDay": "monday", "startHour": 20, "startMin": 0, "endDay": "tuesday",
                                        "endHour": 8,
                                        "endMin": 0,
                                    ]
                                ],
                            ],
                        ],
                    ],
                ],
                ["id": "s2", "name": "Off", "timezone": "Europe/Berlin", "enabled": false, "rotations": []],
            ]
        ]
    }

    private func period(_ from: String, _ until: String, _ name: String, _ type: String = "default") -> JSON {
        [
            "startDate": .string("\(from):00Z"), "endDate": .string("\(until):00Z"), "type": .string(type),
            "recipient": user(name),
        ]
    }

    /// Two days from Monday, 30 November: Ana by day, Cleo in the night to Tuesday, Ben for her on Tuesday from 12 to 14.
    private var timeline: JSON {
        [
            "data": [
                "_parent": ["id": "s1", "name": "First line", "enabled": true], "startDate": "2026-11-30T08:00:00Z",
                "endDate": "2026-12-02T06:00:00Z",
                "finalTimeline": [
                    "rotations": [
                        [
                            "id": "r1", "name": "Days", "order": 1.0,
                            "periods": [
                                period("2026-11-30T08:00", "2026-11-30T19:00", "ana"),
                                period("2026-12-01T07:00", "2026-12-01T11:00", "ana"),
                                period("2026-12-01T11:00", "2026-12-01T13:00", "ben", "override"),
                                period("2026-12-01T13:00", "2026-12-01T19:00", "ana"),
                            ],
                        ],
                        [
                            "id": "r2", "name": "Nights", "order": 2.0,
                            "periods": [period("2026-11-30T19:00", "2026-12-01T07:00", "cleo")],
                        ],
                    ]
                ],
                "overrideTimeline": [
                    "rotations": [
                        ["id": "r1", "periods": [period("2026-12-01T11:00", "2026-12-01T13:00", "ben", "override")]]
                    ]
                ],
            ]
        ]
    }

    private let escalations: JSON = [
        "data": [
            [
                "id": "e1", "name": "Payments_escalation",
                "rules": [
                    [
                        "condition": "if-not-acked", "notifyType": "default",
                        "delay": ["timeAmount": 0, "timeUnit": "minutes"],
                        "recipient": ["type": "schedule", "id": "s1", "name": "First line"],
                    ],
                    [
                        "condition": "if-not-acked", "notifyType": "next",
                        "delay": ["timeAmount": 1, "timeUnit": "hours"],
                        "recipient": ["type": "team", "id": "t1", "name": "Payments"],
                    ],
                    [
                        "condition": "if-not-acked", "notifyType": "default",
                        "delay": ["timeAmount": 5, "timeUnit": "minutes"],
                        "recipient": ["type": "user", "id": "id-ben", "username": "ben@example.org"],
                    ],
                ],
                "repeat": ["waitInterval": 10, "count": 1, "resetRecipientStates": false, "closeAlertAfterAll": true],
            ]
        ]
    ]

    @Test func theRotaIsProven() throws {
        let imported = try ImportedOrganisation([users, teams, schedule(), timeline], from: .opsgenie)
        let proof = try #require(imported.proofs.first)
        #expect(proof.differences == [])
        #expect(proof.holds)
        #expect(
            imported.commands == [
                "muster oncall override 'First line' --layer 'Days' --person ben@example.org --from 2026-12-01T11:00:00.000Z "
                    + "--until 2026-12-01T13:00:00.000Z --reason 'from Opsgenie'"
            ])
        #expect(imported.notes.contains("schedule Off: it is not enabled, and is left out"))
    }

    @Test func theConfigurationCanBeApplied() throws {
        let imported = try ImportedOrganisation([users, teams, schedule(), escalations], from: .opsgenie)
        let file = try OrganisationFile(YAMLWriter.text(imported.document), named: "made.yaml", vendors: [])
        try file.checkOnCall(zones: testZones(["Europe/Berlin"]), at: utc("2026-11-29T12:00"))
        #expect(
            file.configuration.schedules.first?.layers.map(\.members) == [
                [["ana@example.org"], ["ben@example.org"]], [["cleo@example.org"], []],
            ])
        #expect(
            imported.document["policies"]?[0]?["steps"] == [
                ["targets": ["First line"], "wait": "5m"], ["targets": ["ben@example.org"], "wait": "55m"],
                ["targets": [["team": "Payments"]], "wait": "10m"],
            ])
        #expect(imported.notes.contains { $0.contains("notifyType next has no equal") })
        #expect(imported.proofs.first?.span == nil)
        #expect(imported.proofs.first?.holds == false)
    }

    @Test func aTeamTakesATurnAsItsMembersAndWhoIsGoneLeavesItsTurnsToNobody() throws {
        let imported = try ImportedOrganisation(
            [users, teams, schedule(participants: [["type": "team", "id": "t1", "name": "Payments"], user("zoe")])],
            from: .opsgenie)
        #expect(imported.document["schedules"]?[0]?["layers"]?[0]?["members"] == ["ana@example.org", nil])
        #expect(imported.notes.contains { $0.contains("zoe@example.org is nobody among the users") })
        #expect(imported.notes.contains { $0.contains("a team takes a turn") })
    }
}
