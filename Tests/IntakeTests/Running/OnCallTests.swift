import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Who is on call over HTTP: `primary` is a rota of two with turns of a day from midnight UTC.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct OnCallTests {
    @Test func saysWhoIsOnCallAtAMomentAndWhoComesNext() async throws {
        try await IntakeProcess.run { intake in
            let schedule = try await intake.get("/api/v1/oncall/primary?at=2026-01-06T12:00:00Z").json
            #expect(
                schedule["on_call"] == [
                    [
                        "person": "second@example.org", "since": "2026-01-06T00:00:00.000Z",
                        "until": "2026-01-07T00:00:00.000Z", "layer": "primary", "source": "rotation", "shadow": false,
                    ]
                ])
            #expect(schedule["next"]?[0]?["person"] == "first@example.org")
            #expect(schedule["gaps"] == [])
            #expect(schedule["coverage"]?.intValue == 100)
            let all = try await intake.get("/api/v1/oncall?at=2026-01-06T13:00:00%2B01:00").json
            #expect(all["items"]?[0]?["on_call"] == schedule["on_call"])
        }
    }

    @Test func listsPeopleByWhatTheyAreOnCall() async throws {
        try await IntakeProcess.run { intake in
            let people = try await intake.get("/api/v1/people?at=2026-01-06T12:00:00Z").json["items"]?.arrayValue ?? []
            let schedules = people.reduce(into: [:]) { $0[$1["email"]?.stringValue] = $1["on_call"] }
            #expect(schedules["second@example.org"] == ["primary"])
            #expect(schedules["first@example.org"] == [])
            #expect(try await intake.get("/api/v1/people?at=tomorrow").status == 400)
            #expect(try await intake.get("/api/v1/people", key: nil).status == 401)
        }
    }

    @Test func listsShiftsGapsAndLoadsOfASpan() async throws {
        try await IntakeProcess.run { intake in
            let span = "from=2026-01-05T00:00:00Z&until=2026-01-08T00:00:00Z"
            let shifts = try await intake.get("/api/v1/oncall/primary/shifts?\(span)").json
            #expect(
                shifts["items"]?.arrayValue?.map { $0["person"]?.stringValue }
                    == ["first@example.org", "second@example.org", "first@example.org"])
            #expect(try await intake.get("/api/v1/oncall/primary/gaps?\(span)").json["items"] == [])
            let load = try await intake.get("/api/v1/oncall/primary/load?\(span)").json
            #expect(load["items"]?[0]?["person"] == "first@example.org")
            #expect(load["items"]?[0]?["on_call_seconds"] == 172_800)
            #expect(load["fairness"]?.intValue == 50)
        }
    }

    private static let tomorrow = Date(
        timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.up) * 86_400)

    private static func day(_ offset: Double) -> JSON { tomorrow.addingTimeInterval(offset * 86_400).json }

    private func onCall(_ intake: IntakeProcess, day: Double) async throws -> String? {
        let noon = try #require(Self.day(day + 0.5).stringValue)
        let shift = try await intake.get("/api/v1/oncall/primary?at=\(noon)").json["on_call"]?[0]
        return shift.map { "\($0["person"]?.stringValue ?? "") \($0["source"]?.stringValue ?? "")" }
    }

    @Test func anOverrideHoldsUntilItIsWithdrawn() async throws {
        try await IntakeProcess.run { intake in
            let body: JSON = [
                "person": "OWNER@example.org", "from": Self.day(0), "until": Self.day(2), "reason": "leave",
            ]
            let path = "/api/v1/oncall/primary/overrides"
            let made = try await intake.post(path, body, headers: [("Idempotency-Key", "o1")])
            #expect(made.status == 201)
            #expect(made.json["layer"] == "primary")
            #expect(made.json["created_by"] == "prometheus")
            let again = try await intake.post(path, body, headers: [("Idempotency-Key", "o1")])
            #expect(again.json == made.json)
            #expect(try await onCall(intake, day: 1) == "owner@example.org override")
            let changes = try await intake.get("/api/v1/oncall/primary/changes").json
            #expect(changes["items"] == [made.json])
            let id = try #require(made.json["id"]?.stringValue)
            #expect(try await intake.send("DELETE", "/api/v1/oncall/primary/changes/\(id)").json == made.json)
            #expect(try await intake.send("DELETE", "/api/v1/oncall/primary/changes/\(id)").status == 404)
            #expect(try await onCall(intake, day: 1)?.hasSuffix("rotation") == true)
            let audit = try await intake.database.run(
                sql:
                    "select action || ' ' || target from core.audit where action like 'oncall.%' order by at, action")
            #expect(audit == ["oncall.changed schedule primary", "oncall.withdrawn schedule primary"])
        }
    }

    /// Two people, fourteen turns of a day; the second one is away for two of them, and the first one wants at most six.
    @Test func proposesARotaAndSaysWhichWishItCannotKeep() async throws {
        try await IntakeProcess.run { intake in
            let path = "/api/v1/oncall/primary/suggestions"
            func days(_ from: Int, _ until: Int) -> JSON {
                ["from": .string(Self.wall(from)), "until": .string(Self.wall(until))]
            }
            let question: JSON = [
                "weeks": 2, "from": Self.day(0),
                "wishes": [
                    ["person": "second@example.org", "away": days(2, 3)],
                    ["person": "first@example.org", "at_most": 6], ["person": "second@example.org", "at_most": 7],
                ],
            ]
            let answer = try await intake.post(path, question)
            #expect(answer.status == 200)
            let rota = answer.json
            let people = rota["turns"]?.arrayValue?.map { $0["person"]?.stringValue ?? "" } ?? []
            #expect(people.count == 14 && people.count { $0 == "first@example.org" } == 6, "\(rota)")
            #expect(people[2] == "first@example.org")
            #expect(rota["from"] == Self.day(0) && rota["until"] == Self.day(14))
            #expect(rota["unkept"]?.arrayValue?.count == 1)
            let unkept = rota["unkept"]?[0]
            #expect(unkept?["rank"] == 3 && unkept?["times"] == 1)
            #expect(unkept?["wish"] == "second@example.org has at most 7 turns")
            #expect(unkept?["reason"]?.stringValue?.contains("first@example.org is kept from it by wish 2") == true)
            let layers = rota["configuration"]?["schedules"]?[0]?["layers"]
            #expect(layers?[0]?["until"] == layers?[1]?["from"] && layers?[1]?["members"]?.arrayValue?.count == 14)
            #expect(try await intake.post(path, question).json == rota, "the same question has the same answer")
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            let faults = JSONSchema(document: document).faults(
                rota, ["$ref": "#/components/schemas/RotaSuggestion"])
            #expect(faults.isEmpty, "\(faults)")
            let stranger: JSON = ["wishes": [["person": "owner@example.org", "at_most": 1]]]
            #expect(try await intake.post(path, stranger).status == 422)
            #expect(try await intake.post(path, ["people": ["nobody@example.org"]]).status == 422)
            #expect(try await intake.post("/api/v1/oncall/nosuch/suggestions", [:]).status == 404)
        }
    }

    private static func wall(_ offset: Int) -> String {
        String((day(Double(offset)).stringValue ?? "").prefix(16))
    }

    @Test func aSwapExchangesTurnsAndTheCommanderFollows() async throws {
        try await IntakeProcess.run { intake in
            let now = try #require(
                try await intake.get("/api/v1/oncall/primary").json["on_call"]?[0]?["person"]?.stringValue)
            let other = now == "first@example.org" ? "second@example.org" : "first@example.org"
            let body: JSON = [
                "person": .string(now), "with": .string(other), "from": Self.day(-1), "until": Self.day(1),
            ]
            #expect(try await intake.post("/api/v1/oncall/primary/swaps", body).status == 201)
            #expect(try await onCall(intake, day: 0) == "\(now) swap")
            try await eventually("an incident is led by who took the shift") {
                let opened = try await intake.post("/api/v1/incidents", ["title": "Down"]).json
                return opened["commander"]?["email"]?.stringValue == other
            }
        }
    }

    @Test func aCalendarIsReadAtItsPrivateAddressUntilTheKeyIsRevoked() async throws {
        try await IntakeProcess.run { intake in
            func path(_ query: String = "") async throws -> String {
                let url = try await intake.get("/api/v1/oncall/primary/feed\(query)").json["url"]?.stringValue
                return try #require(url).replacing("https://muster.example.org", with: "")
            }
            let all = try await path()
            let one = try await path("?person=FIRST@example.org")
            let calendar = try await intake.get(all, key: nil)
            #expect(calendar.headers["Content-Type"] == "text/calendar; charset=utf-8")
            #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(calendar.text.contains("SUMMARY:First on call: primary (primary)"))
            #expect(calendar.text.contains("SUMMARY:Second on call: primary (primary)"))
            #expect(!(try await intake.get(one, key: nil).text.contains("Second")))
            // An address opens one calendar, and no other door.
            let other = one.replacing("first%40example.org", with: "second%40example.org")
            #expect(other != one)
            for path in [
                other, all.replacing("primary.ics", with: "nosuch.ics"), String(all.dropLast(4)), "/oncall/x/y/z.ics",
            ] {
                #expect(try await intake.get(path, key: nil).status == 404, "\(path)")
            }
            let token = try #require(all.split(separator: "/").dropFirst().first)
            #expect(try await intake.get("/api/v1/oncall", key: String(token)).status == 401)
            #expect(try await intake.get("/api/v1/oncall/primary/feed?person=nobody@example.org").status == 404)
            try await intake.database.run(sql: "update core.api_key set revoked_at = now() where prefix = 'testtest'")
            #expect(try await intake.get(all, key: nil).status == 404)
        }
    }

    @Test func refusesChangesThatCannotBe() async throws {
        try await IntakeProcess.run { intake in
            func fault(_ door: String, _ members: JSONObject) async throws -> String {
                var body: JSONObject = ["person": "first@example.org", "from": Self.day(0), "until": Self.day(1)]
                for (key, value) in members { body[key] = value }
                let reply = try await intake.post("/api/v1/oncall/primary/\(door)", .object(body))
                return "\(reply.status) \(reply.json["errors"]?[0]?["pointer"]?.stringValue ?? "")"
            }
            #expect(try await fault("overrides", ["person": "nobody@example.org"]) == "422 /person")
            #expect(try await fault("overrides", ["layer": "second"]) == "422 /layer")
            #expect(try await fault("overrides", ["layer": "primary", "added": true]) == "422 /layer")
            #expect(try await fault("overrides", ["shadow": true]) == "422 /shadow")
            #expect(try await fault("overrides", ["until": Self.day(0)]) == "422 /until")
            #expect(try await fault("overrides", ["until": Self.day(500)]) == "422 /until")
            #expect(try await fault("overrides", ["from": Self.day(-9), "until": Self.day(-8)]) == "422 /until")
            #expect(try await fault("swaps", ["with": "FIRST@example.org"]) == "422 /with")
            #expect(
                try await fault("swaps", ["person": "owner@example.org", "with": "owner@example.org"]) == "422 /with")
            let none = try await intake.post(
                "/api/v1/oncall/nosuch/overrides",
                ["person": "first@example.org", "from": Self.day(0), "until": Self.day(1)])
            #expect(none.status == 404)
            #expect(try await intake.get("/api/v1/oncall/primary/changes").json["items"] == [])
        }
    }

    @Test func saysWhatIsWrongWithARequest() async throws {
        try await IntakeProcess.run { intake in
            let unknown = try await intake.get("/api/v1/oncall/nosuch")
            #expect(unknown.status == 404)
            #expect(unknown.json["detail"] == "there is no such schedule; there are `primary`")
            for query in ["at=now", "at=9999-01-01T00:00:00Z"] {
                #expect(try await intake.get("/api/v1/oncall/primary?\(query)").status == 400)
            }
            let at = "2026-01-05T00:00:00Z"
            for query in ["from=\(at)&until=\(at)", "from=\(at)&until=2027-06-01T00:00:00Z", "until=x"] {
                #expect(try await intake.get("/api/v1/oncall/primary/shifts?\(query)").status == 400)
            }
            #expect(try await intake.get("/api/v1/oncall", key: nil).status == 401)
        }
    }

    /// What paging fetched, as intake tells it.
    @Test func aLayerIsReadFromTheCopyOfItsCalendar() async throws {
        try await IntakeProcess.run { intake in
            let text = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:1
                DTSTART;TZID=Europe/Berlin:20260105T090000
                DURATION:P1W
                RRULE:FREQ=WEEKLY
                ATTENDEE:mailto:SECOND@example.org
                END:VEVENT
                END:VCALENDAR

                """
            try await intake.database.run(
                sql: """
                    insert into core.calendar_copy (reference, body, digest, read_at, next_at, problem)
                    values ('https://calendar.example.org/a.ics', '\(text)', 'd', '2026-11-01T00:00:00Z', now(),
                        'the source answered 500');
                    insert into core.configuration (digest, document, applied_by)
                    select 'calendar', document || '{"schedules": [{"name": "outside", "timezone": "Europe/Berlin",
                        "layers": [{"name": "line", "calendar": {"url": "https://calendar.example.org/a.ics"}},
                            {"name": "new", "calendar": {"url_variable": "NEW_CALENDAR"}}]}]}', 'test'
                    from core.configuration order by version desc limit 1
                    """)
            try await eventually("the configuration is read again") {
                try await intake.get("/api/v1/oncall/outside").status == 200
            }
            let schedule = try await intake.get("/api/v1/oncall/outside").json
            #expect(schedule["on_call"]?[0]?["person"] == "second@example.org")
            #expect(schedule["on_call"]?[0]?["source"] == "calendar")
            #expect(schedule["coverage"]?.intValue == 100)
            let calendars = schedule["calendars"]?.arrayValue ?? []
            #expect(calendars.map { $0["source"] } == ["https://calendar.example.org/a.ics", "$NEW_CALENDAR"])
            #expect(calendars.first?["read_at"] == "2026-11-01T00:00:00.000Z")
            #expect(calendars.first?["problems"] == ["the source answered 500"])
            #expect(calendars.last?["read_at"] == .null)
            let list = try await intake.get("/api/v1/oncall").json["items"]?.arrayValue ?? []
            #expect(list.first { $0["name"] == "outside" }?["calendars"] == schedule["calendars"])
            let shifts = try await intake.get("/api/v1/oncall/outside/shifts").json["items"]?.arrayValue ?? []
            #expect(shifts.count >= 4)
            #expect(shifts.allSatisfy { $0["source"] == "calendar" })
        }
    }
}
