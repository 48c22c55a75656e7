import Foundation
import Incident
import JSON
import OnCall
import Organisation
import Testing
import YAML

@testable import RotaImport

/// Answers in the form of PagerDuty's documented examples, of people who do not exist.
@Suite struct PagerDutyTests {
    private func user(_ name: String) -> JSON {
        ["id": .string("P\(name.uppercased())"), "type": "user_reference", "summary": .string(name)]
    }

    private var users: JSON {
        let people = ["ana", "ben", "cleo", "dan"].map { name -> JSON in
            [
                "id": .string("P\(name.uppercased())"), "type": "user", "name": .string(name.capitalized),
                "email": .string("\(name)@example.org"), "teams": [["id": "PT", "summary": "Payments"]],
                "contact_methods": [
                    ["id": "PE", "type": "email_contact_method", "address": .string("\(name)@example.org")],
                    ["id": "PP", "type": "phone_contact_method", "address": "5550100", "country_code": 1],
                ],
                "notification_rules": name == "ana"
                    ? [
                        [
                            "start_delay_in_minutes": 5, "urgency": "high",
                            "contact_method": ["id": "PE", "type": "email_contact_method_reference"],
                        ],
                        [
                            "start_delay_in_minutes": 0, "urgency": "high",
                            "contact_method": ["id": "PP", "type": "phone_contact_method_reference"],
                        ],
                    ] : [],
            ]
        }
        return ["users": .array(people), "limit": 25, "more": false]
    }

    private func entry(_ from: String, _ until: String, _ name: String) -> JSON {
        ["start": .string("\(from):00+01:00"), "end": .string("\(until):00+01:00"), "user": user(name)]
    }

    /// Ana and Ben by weeks, Cleo in the hours of the office, and Dan on a Wednesday from noon to eight.
    private func final(wednesday: String = "dan") -> [JSON] {
        var entries = [entry("2026-11-30T00:00", "2026-11-30T09:00", "ben")]
        for day in ["11-30", "12-01", "12-02", "12-03", "12-04"] {
            let next = ["11-30": "12-01", "12-01": "12-02", "12-02": "12-03", "12-03": "12-04"][day]
            if day == "12-02" {
                entries.append(entry("2026-12-02T09:00", "2026-12-02T12:00", "cleo"))
                entries.append(entry("2026-12-02T12:00", "2026-12-02T20:00", wednesday))
            } else {
                entries.append(entry("2026-\(day)T09:00", "2026-\(day)T17:00", "cleo"))
            }
            let evening = day == "12-02" ? "20:00" : "17:00"
            entries.append(
                entry("2026-\(day)T\(evening)", next.map { "2026-\($0)T09:00" } ?? "2026-12-07T00:00", "ana"))
        }
        return entries
    }

    private func schedule(isReversed: Bool = false, wednesday: String = "dan", turn: Int = 604_800) -> JSON {
        let office: JSON = [
            "id": "PL1", "name": "Office", "start": "2026-11-02T09:00:00+01:00", "end": nil,
            "rotation_virtual_start": "2026-11-02T09:00:00+01:00", "rotation_turn_length_seconds": 86_400,
            "users": [["user": user("cleo")]],
            "restrictions": .array(
                (1...5).map { day in
                    [
                        "type": "weekly_restriction", "start_day_of_week": .int(day), "start_time_of_day": "09:00:00",
                        "duration_seconds": 28_800,
                    ]
                }), "rendered_schedule_entries": [],
        ]
        let weeks: JSON = [
            "id": "PL2", "name": "Weeks", "start": "2026-11-02T09:00:00+01:00", "end": nil,
            "rotation_virtual_start": "2026-11-02T09:00:00+01:00", "rotation_turn_length_seconds": .int(turn),
            "users": [["user": user("ana")], ["user": user("ben")]], "restrictions": [],
            "rendered_schedule_entries": [],
        ]
        let ended: JSON = [
            "id": "PL3", "name": "Last year", "start": "2025-01-01T00:00:00+01:00", "end": "2026-01-01T00:00:00+01:00",
            "rotation_virtual_start": "2025-01-01T00:00:00+01:00", "rotation_turn_length_seconds": 86_400,
            "users": [["user": user("dan")]], "restrictions": [],
        ]
        return [
            "schedule": [
                "id": "PS1", "type": "schedule", "name": "Payments", "time_zone": "Europe/Berlin",
                "schedule_layers": .array(isReversed ? [ended, weeks, office] : [office, weeks, ended]),
                "overrides_subschedule": [
                    "name": "Overrides",
                    "rendered_schedule_entries": [entry("2026-12-02T12:00", "2026-12-02T20:00", "dan")],
                ],
                "final_schedule": [
                    "name": "Final Schedule", "rendered_schedule_entries": .array(final(wednesday: wednesday)),
                ],
            ]
        ]
    }

    private var policies: JSON {
        [
            "escalation_policies": [
                [
                    "id": "PE1", "name": "Engineering", "num_loops": 2,
                    "escalation_rules": [
                        [
                            "escalation_delay_in_minutes": 30,
                            "targets": [["id": "PS1", "type": "schedule_reference", "summary": "Payments"]],
                        ],
                        [
                            "escalation_delay_in_minutes": 10,
                            "targets": [
                                ["id": "PBEN", "type": "user_reference"], ["id": "PDAN", "type": "user_reference"],
                                ["id": "PX", "type": "user_reference", "summary": "Left Longago"],
                            ], "escalation_rule_assignment_strategy": [["type": "round_robin"]],
                        ],
                    ],
                ]
            ]
        ]
    }

    @Test(arguments: [false, true])
    func theRotaIsProvenInWhateverOrderItsLayersAreListed(_ isReversed: Bool) throws {
        let imported = try ImportedOrganisation([users, schedule(isReversed: isReversed)], from: .pagerduty)
        let proof = try #require(imported.proofs.first)
        #expect(proof.differences == [])
        #expect(proof.holds)
        #expect(proof.span == utc("2026-11-29T23:00")..<utc("2026-12-06T23:00"))
        #expect(proof.moments == 13)
        #expect(
            imported.document["schedules"]?[0]?["layers"]?.arrayValue?.map { $0["name"] }.sorted {
                "\($0 as Any)" < "\($1 as Any)"
            }
                == ["Office", "Weeks"])
        // One override takes the layer that is on duty, and the next when that one's hours are over.
        #expect(
            imported.commands == [
                "muster oncall override 'Payments' --layer 'Office' --person dan@example.org --from 2026-12-02T11:00:00.000Z "
                    + "--until 2026-12-02T16:00:00.000Z --reason 'from PagerDuty'",
                "muster oncall override 'Payments' --layer 'Weeks' --person dan@example.org --from 2026-12-02T16:00:00.000Z "
                    + "--until 2026-12-02T19:00:00.000Z --reason 'from PagerDuty'",
            ])
    }

    @Test func theConfigurationCanBeApplied() throws {
        let imported = try ImportedOrganisation([users, schedule(), policies], from: .pagerduty)
        let file = try OrganisationFile(YAMLWriter.text(imported.document), named: "made.yaml", vendors: [])
        try file.checkOnCall(zones: testZones(["Europe/Berlin"]), at: utc("2026-11-29T12:00"))
        #expect(file.configuration.people.map(\.team) == Array(repeating: "Payments", count: 4))
        let layers = try #require(file.configuration.schedules.first?.layers)
        #expect(layers.first?.hours == [DutyHours(days: Set(Weekday.allCases.prefix(5)), from: 32_400, until: 61_200)])
        #expect(layers.last?.hours.count == 3)
        #expect(
            imported.document["policies"] == [
                [
                    "name": "Engineering",
                    "steps": [
                        ["targets": ["Payments"], "wait": "30m"],
                        ["targets": ["ben@example.org", "dan@example.org"], "strategy": "round_robin", "wait": "10m"],
                    ], "repeat": 2, "last_resort": ["dan@example.org"],
                ]
            ])
        #expect(
            imported.document["contacts"]
                == [
                    [
                        "person": "ana@example.org",
                        "high": [["channel": "mail", "to": "ana@example.org", "after": "5m"]],
                    ]
                ])
        for words in ["Left Longago", "ana@example.org: pages by phone need a provider", "no last resort"] {
            #expect(imported.notes.contains { $0.contains(words) }, "\(words)")
        }
    }

    @Test func aDifferenceIsListedWithItsSpanAndBothSides() throws {
        let imported = try ImportedOrganisation([users, schedule(wednesday: "ben")], from: .pagerduty)
        #expect(
            imported.proofs.first?.differences == [
                RotaProof.Difference(
                    from: utc("2026-12-02T11:00"), until: utc("2026-12-02T19:00"), listed: ["ben@example.org"],
                    own: ["dan@example.org"])
            ])
        #expect(imported.proofs.first?.holds == false)
    }

    @Test func whatHasNoEqualIsNamed() throws {
        let imported = try ImportedOrganisation([users, schedule(turn: 5400)], from: .pagerduty)
        #expect(imported.notes.contains { $0.contains("layer Weeks: turns of 5400 seconds have no equal") })
        #expect(imported.proofs.first?.holds == false)
        #expect(imported.document["schedules"]?[0]?["gaps"] == "allowed")
        #expect(throws: ImportError.self) { try ImportedOrganisation([schedule()], from: .pagerduty) }
        let other = try ImportedOrganisation(
            [users, ["schedules": [["id": "PS2", "summary": "Listed only", "time_zone": "Europe/Berlin"]]]],
            from: .pagerduty)
        #expect(other.notes.contains { $0.contains("save GET /schedules/{id}") })
        #expect(other.document["schedules"] == nil)
    }

    @Test func aZoneThatThisHostDoesNotHaveIsNamed() {
        let text = schedule().text().replacing("Europe\\/Berlin", with: "Mars/Base").replacing(
            "Europe/Berlin", with: "Mars/Base")
        let error = #expect(throws: ImportError.self) {
            try ImportedOrganisation(
                "\(users.text())\n\(text)", from: .pagerduty, zones: testZones, at: utc("2026-11-29T12:00"))
        }
        #expect(error?.description.contains("Mars/Base") == true)
    }

    @Test func whatIsNoJSONIsNamedByItsLine() {
        let error = #expect(throws: ImportError.self) {
            try ImportedOrganisation("{}\n{", from: .pagerduty, zones: testZones, at: utc("2026-11-29T12:00"))
        }
        #expect(error?.description.hasPrefix("line 2 is no JSON") == true)
    }
}
