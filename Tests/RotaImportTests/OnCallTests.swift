import Foundation
import JSON
import OnCall
import Organisation
import Testing

@testable import RotaImport

/// Answers in the form of Grafana OnCall's HTTP API, of people who do not exist. What is listed was computed with python-dateutil 2.9.0
/// from the recurrence rules that OnCall makes of its shifts.
@Suite struct OnCallTests {
    private let users: JSON = [
        "results": [
            ["id": "u1", "email": "ana@example.org", "username": "ana", "teams": ["t1"]],
            ["id": "u2", "email": "ben@example.org", "username": "ben", "teams": []],
            ["id": "u3", "email": "cleo@example.org", "username": "cleo", "teams": []],
        ]
    ]

    private func schedule(_ shifts: [String], type: String = "web", zone: String = "UTC") -> JSON {
        [
            "results": [
                [
                    "id": "s1", "name": "Payments", "type": .string(type), "time_zone": .string(zone),
                    "on_call_now": [], "shifts": .array(shifts.map(JSON.string)),
                ]
            ]
        ]
    }

    private func shift(_ id: String, _ start: String, hours: Int, _ more: JSONObject) -> JSON {
        var shift: JSONObject = [
            "id": .string(id), "name": .string("Shift \(id)"), "type": "rolling_users", "time_zone": .null, "level": 0,
            "start": .string(start), "rotation_start": .string(start), "duration": .int(hours * 3600), "until": .null,
            "interval": 1, "by_day": .null, "by_month": .null, "by_monthday": .null,
            "rolling_users": [["u1"], ["u2"], ["u3"]], "start_rotation_from_user_index": 0,
        ]
        for (key, value) in more { shift[key] = value }
        return .object(shift)
    }

    private func listed(_ shifts: [(String, String, String)]) -> JSON {
        [
            "schedule": "s1",
            "results": .array(
                shifts.map { user, from, until in
                    [
                        "user_pk": .string(user), "user_email": "", "user_username": "",
                        "shift_start": .string("\(from):00Z"), "shift_end": .string("\(until):00Z"),
                    ]
                }),
        ]
    }

    @Test func daysOfTheWeekAreAWeekOfOnePerson() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1"]),
                shift(
                    "o1", "2026-10-07T09:00:00", hours: 8,
                    [
                        "frequency": "weekly", "week_start": "MO", "by_day": ["MO", "TU", "WE", "TH", "FR"],
                        "start_rotation_from_user_index": 1,
                    ]),
                listed([
                    ("u1", "2026-11-30T09:00", "2026-11-30T17:00"), ("u1", "2026-12-01T09:00", "2026-12-01T17:00"),
                    ("u1", "2026-12-02T09:00", "2026-12-02T17:00"), ("u1", "2026-12-03T09:00", "2026-12-03T17:00"),
                    ("u1", "2026-12-04T09:00", "2026-12-04T17:00"), ("u2", "2026-12-07T09:00", "2026-12-07T17:00"),
                    ("u2", "2026-12-08T09:00", "2026-12-08T17:00"), ("u2", "2026-12-09T09:00", "2026-12-09T17:00"),
                    ("u2", "2026-12-10T09:00", "2026-12-10T17:00"), ("u2", "2026-12-11T09:00", "2026-12-11T17:00"),
                    ("u3", "2026-12-14T09:00", "2026-12-14T17:00"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
    }

    /// A turn by the day counts only the days that it has: with three of them and two people, the weeks differ.
    @Test func turnsByTheDayCountTheDaysThatTheyHave() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1"]),
                shift(
                    "o1", "2026-10-07T09:00:00", hours: 8,
                    ["frequency": "daily", "by_day": ["MO", "WE", "FR"], "rolling_users": [["u1"], ["u2"]]]),
                listed([
                    ("u2", "2026-11-30T09:00", "2026-11-30T17:00"), ("u1", "2026-12-02T09:00", "2026-12-02T17:00"),
                    ("u2", "2026-12-04T09:00", "2026-12-04T17:00"), ("u1", "2026-12-07T09:00", "2026-12-07T17:00"),
                    ("u2", "2026-12-09T09:00", "2026-12-09T17:00"), ("u1", "2026-12-11T09:00", "2026-12-11T17:00"),
                    ("u2", "2026-12-14T09:00", "2026-12-14T17:00"), ("u1", "2026-12-16T09:00", "2026-12-16T17:00"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
    }

    @Test func anIntervalHasOneEventAndThenNobody() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1", "o2"]),
                shift("o1", "2026-10-07T20:00:00", hours: 12, ["frequency": "daily", "interval": 2]),
                shift(
                    "o2", "2026-10-10T08:00:00", hours: 10,
                    [
                        "frequency": "weekly", "interval": 2, "by_day": ["SA", "SU"], "week_start": "MO",
                        "rolling_users": [["u1"], ["u2"]],
                    ]),
                listed([
                    ("u1", "2026-11-30T20:00", "2026-12-01T08:00"), ("u2", "2026-12-02T20:00", "2026-12-03T08:00"),
                    ("u3", "2026-12-04T20:00", "2026-12-05T08:00"), ("u1", "2026-12-05T08:00", "2026-12-05T18:00"),
                    ("u1", "2026-12-06T08:00", "2026-12-06T18:00"), ("u1", "2026-12-06T20:00", "2026-12-07T08:00"),
                    ("u2", "2026-12-08T20:00", "2026-12-09T08:00"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
        #expect(imported.notes.contains { $0.contains("gaps: allowed") })
    }

    /// A night that reaches into the next week is still of the week in which it began.
    @Test func aNightOverTheEndOfTheWeekIsOfItsBeginning() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1"]),
                shift(
                    "o1", "2026-10-11T20:00:00", hours: 12,
                    [
                        "frequency": "weekly", "by_day": ["SU", "MO"], "week_start": "MO",
                        "rolling_users": [["u1"], ["u2"]],
                    ]),
                listed([
                    ("u2", "2026-11-29T20:00", "2026-11-30T08:00"), ("u1", "2026-11-30T20:00", "2026-12-01T08:00"),
                    ("u1", "2026-12-06T20:00", "2026-12-07T08:00"), ("u2", "2026-12-07T20:00", "2026-12-08T08:00"),
                    ("u2", "2026-12-13T20:00", "2026-12-14T08:00"), ("u1", "2026-12-14T20:00", "2026-12-15T08:00"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
    }

    /// The zone of a drawn schedule is how it is shown: its shifts are told by UTC (OnCall 1.16, `OnCallScheduleWeb`), those of a
    /// schedule of type `calendar` by its zone.
    @Test(arguments: [("calendar", "08:00"), ("web", "09:00")])
    func onlyACalendarIsToldByItsZone(type: String, time: String) throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1"], type: type, zone: "Europe/Berlin"),
                shift(
                    "o1", "2026-10-05T09:00:00", hours: 336,
                    ["frequency": "weekly", "interval": 2, "week_start": "MO"]),
                listed([
                    ("u1", "2026-11-16T\(time)", "2026-11-30T\(time)"),
                    ("u2", "2026-11-30T\(time)", "2026-12-14T\(time)"),
                    ("u3", "2026-12-14T\(time)", "2026-12-28T\(time)"),
                    ("u1", "2026-12-28T\(time)", "2027-01-11T\(time)"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
        #expect(imported.notes.contains { $0.contains("only how it was shown") } == (type == "web"))
    }

    /// A higher level takes what it covers; an override takes all.
    @Test func aHigherLevelTakesWhatItCovers() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1", "o2", "o3", "o4"]),
                shift(
                    "o1", "2026-10-05T00:00:00", hours: 168,
                    ["frequency": "weekly", "week_start": "MO", "rolling_users": [["u1"]]]),
                shift(
                    "o2", "2026-10-05T00:00:00", hours: 168,
                    ["frequency": "weekly", "week_start": "MO", "rolling_users": [["u2"]]]),
                shift(
                    "o3", "2026-10-10T08:00:00", hours: 10,
                    [
                        "frequency": "weekly", "by_day": ["SA"], "week_start": "MO", "level": 1,
                        "rolling_users": [["u3"]],
                    ]),
                [
                    "id": "o4", "name": "Stand-in", "type": "override", "time_zone": .null,
                    "start": "2026-12-01T10:00:00",
                    "rotation_start": "2026-12-01T10:00:00", "duration": 7200, "users": ["u3"],
                ],
                listed([
                    ("u1", "2026-11-29T12:00", "2026-12-01T10:00"), ("u2", "2026-11-29T12:00", "2026-12-01T10:00"),
                    ("u3", "2026-12-01T10:00", "2026-12-01T12:00"), ("u1", "2026-12-01T12:00", "2026-12-05T08:00"),
                    ("u2", "2026-12-01T12:00", "2026-12-05T08:00"), ("u3", "2026-12-05T08:00", "2026-12-05T18:00"),
                    ("u1", "2026-12-05T18:00", "2026-12-12T08:00"), ("u2", "2026-12-05T18:00", "2026-12-12T08:00"),
                ]),
            ], from: .oncall)
        #expect(imported.proofs.map(\.holds) == [true], "\(imported.proofs)")
        #expect(imported.commands.contains { $0.contains("--person cleo@example.org") })
    }

    /// `until` is UTC, whatever `start` is told by.
    @Test func theEndIsToldByUTC() throws {
        let imported = try ImportedOrganisation(
            [
                users, schedule(["o1"], type: "calendar", zone: "Europe/Berlin"),
                shift(
                    "o1", "2026-10-05T09:00:00", hours: 168,
                    ["frequency": "weekly", "week_start": "MO", "until": "2026-12-07T08:00:00"]),
            ], from: .oncall)
        let layer = imported.document["schedules"]?[0]?["layers"]?[0]
        #expect(layer?["until"] == "2026-12-07T09:00")
    }

    @Test(arguments: [
        ("monthly", 24, JSONObject(), "comes again monthly"),
        ("hourly", 2, ["interval": 4] as JSONObject, "hours between its turns"),
        ("daily", 36, JSONObject(), "days that are not whole"),
        ("weekly", 24, ["by_month": [1]] as JSONObject, "`by_month`"),
    ])
    func whatHasNoEqualIsNamed(frequency: String, hours: Int, more: JSONObject, words: String) throws {
        var shiftMore = more
        shiftMore["frequency"] = .string(frequency)
        let imported = try ImportedOrganisation(
            [users, schedule(["o1"]), shift("o1", "2026-10-05T09:00:00", hours: hours, shiftMore)], from: .oncall)
        #expect(imported.notes.contains { $0.contains("Shift o1: it") && $0.contains(words) }, "\(imported.notes)")
    }

    @Test func chainsBecomePolicies() throws {
        let imported = try ImportedOrganisation(
            [
                users, ["results": [["id": "t1", "name": "Ops", "email": "", "avatar_url": "/a"]]], schedule(["o1"]),
                shift(
                    "o1", "2026-10-05T00:00:00", hours: 168,
                    ["frequency": "weekly", "week_start": "MO", "rolling_users": [["u1"], ["u2"]]]),
                ["results": [["id": "c1", "name": "Critical", "team_id": .null]]],
                [
                    "results": [
                        [
                            "id": "e2", "escalation_chain_id": "c1", "position": 2, "type": "notify_persons",
                            "important": true, "persons_to_notify": ["u3"],
                        ],
                        [
                            "id": "e0", "escalation_chain_id": "c1", "position": 0,
                            "type": "notify_on_call_from_schedule", "important": true,
                            "notify_on_call_from_schedule": "s1",
                        ],
                        ["id": "e1", "escalation_chain_id": "c1", "position": 1, "type": "wait", "duration": 900],
                        [
                            "id": "e3", "escalation_chain_id": "c1", "position": 3,
                            "type": "notify_person_next_each_time",
                            "persons_to_notify_next_each_time": ["u1", "u2"],
                        ],
                        [
                            "id": "e4", "escalation_chain_id": "c1", "position": 4, "type": "notify_team_members",
                            "important": false, "notify_team_members": "t1",
                        ],
                        ["id": "e5", "escalation_chain_id": "c1", "position": 5, "type": "trigger_webhook"],
                        ["id": "e6", "escalation_chain_id": "c1", "position": 6, "type": "repeat_escalation"],
                    ]
                ],
                [
                    "results": [
                        [
                            "id": "n1", "user_id": "u1", "position": 1, "important": true, "type": "wait",
                            "duration": 300,
                        ],
                        ["id": "n2", "user_id": "u1", "position": 2, "important": true, "type": "notify_by_email"],
                        ["id": "n0", "user_id": "u1", "position": 0, "important": true, "type": "notify_by_sms"],
                    ]
                ],
            ], from: .oncall)
        let policy = try #require(imported.document["policies"]?[0])
        #expect(policy["repeat"] == 5)
        #expect(
            policy["steps"] == [
                ["targets": ["Payments"], "wait": "15m"], ["targets": ["cleo@example.org"], "wait": "1m"],
                ["targets": ["ana@example.org", "ben@example.org"], "wait": "5m", "strategy": "round_robin"],
                ["targets": [["team": "Ops"]], "wait": "5m"],
            ])
        #expect(imported.document["contacts"]?[0]?["high"]?[0]?["after"] == "5m")
        #expect(imported.notes.contains { $0.contains("trigger_webhook") })
        #expect(imported.notes.contains { $0.contains("ana@example.org: pages by sms") })
        #expect(imported.notes.contains { $0.contains("urgency: low") })
    }
}
