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
}
