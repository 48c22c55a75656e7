import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Who takes part in an incident, over HTTP, and what is left of those who do not any more.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct MembershipTests {
    private static let incident = "/api/v1/incidents/INC-1"

    /// An incident that `first@example.org` leads and `owner@example.org` takes part in.
    private func open(_ intake: IntakeProcess, type: String = "outage") async throws {
        let opened = try await intake.post(
            "/api/v1/incidents", ["title": "Payments are refused", "type": .string(type)])
        #expect(opened.status == 201, "\(opened.text)")
        try await give("incident_commander", to: "first@example.org", intake)
    }

    /// Takes away whoever of the rota led it before: who that is depends on the day.
    private func openWithoutTheRota(_ intake: IntakeProcess) async throws {
        try await open(intake)
        let reply = try await leave(intake, "second@example.org", "?insist=true")
        #expect([200, 404].contains(reply.status), "\(reply.text)")
    }

    private func give(
        _ role: String, to email: String, note: String? = nil, _ intake: IntakeProcess
    ) async throws {
        let reply = try await intake.post(
            "\(Self.incident)/roles", ["email": .string(email), "role": .string(role), "note": .optional(note)])
        #expect(reply.status == 200, "\(reply.text)")
    }

    private func leave(_ intake: IntakeProcess, _ email: String, _ query: String = "") async throws
        -> IntakeProcess.Reply
    {
        try await intake.send("DELETE", "\(Self.incident)/participants/\(email)\(query)")
    }

    /// `person role` of those who take part.
    private func roles(_ intake: IntakeProcess) async throws -> Set<String> {
        let people = try await intake.get("\(Self.incident)/participants").json["items"]?.arrayValue ?? []
        return Set(
            people.flatMap { person in
                (person["roles"]?.arrayValue ?? []).map {
                    "\(person["email"]?.stringValue?.prefix { $0 != "@" } ?? "") \($0.stringValue ?? "")"
                }
            })
    }

    private func timeline(_ intake: IntakeProcess) async throws -> [String] {
        let lines = try await intake.get("\(Self.incident)/timeline?limit=200").json["items"]?.arrayValue ?? []
        return lines.compactMap { $0["text"]?.stringValue }
    }

    /// The data of the facts of a type, the oldest first.
    private func announced(_ type: String, _ intake: IntakeProcess) async throws -> [JSON] {
        try await intake.database.run(
            sql: """
                select (convert_from(body, 'utf8')::jsonb)->'data' from intake.outbox where type = 'muster.\(type).v1'
                order by id
                """
        ).map { try JSON.parse($0) }
    }

    @Test func aRoleGoesOverWithANoteAndTheIntervalsStay() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            try await give("incident_commander", to: "second@example.org", note: "my shift ends", intake)
            try await give("scribe", to: "owner@example.org", intake)
            try await give("scribe", to: "first@example.org", note: "writes faster", intake)
            #expect(
                try await roles(intake) == [
                    "first scribe", "owner participant", "second incident_commander",
                ])
            let lines = try await timeline(intake)
            #expect(lines.contains("Second is now incident commander, in the place of First: my shift ends"))
            #expect(lines.contains("First is now scribe, in the place of Owner: writes faster"))
            let update = try await announced("incident.updated", intake).last
            #expect(update?["handover"]?["note"] == "my shift ends")
            #expect(update?["told"] == [], "the notice of a handover says more than the line")
            let told = try await announced("participant.added", intake).last?["told"]?.arrayValue ?? []
            #expect(told.count == 1, "the conversation is told of the scribe")
            let history = try await intake.get("\(Self.incident)/roles").json["items"]?.arrayValue ?? []
            let scribes = history.filter { $0["role"] == "scribe" }
            #expect(scribes.map { $0["email"] } == ["owner@example.org", "first@example.org"])
            #expect(scribes[0]["until"] == scribes[1]["since"] && scribes[1]["until"] == .null)
            #expect(scribes[0]["team"] == "Product")
        }
    }

    /// Twelve at once, at two instances: whoever comes last has it, and at no moment have two.
    @Test(arguments: ["incident_commander", "liaison", "scribe"])
    func handoversAtOnceEndAsOneOfThem(role: String) async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            try await intake.second { other in
                let people = ["first", "second", "owner"].map { "\($0)@example.org" }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for index in 0..<12 {
                        let door = index % 2 == 0 ? intake : other
                        group.addTask { try await give(role, to: people[index % 3], door) }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try await roles(intake).filter { $0.hasSuffix(" \(role)") }.count == 1)
            let overlaps = try await intake.database.run(
                sql: """
                    select count(*) from core.role_interval a join core.role_interval b using (incident_id, role)
                    where a.role = '\(role)' and a.id <> b.id and a.since < coalesce(b.until, 'infinity')
                        and b.since < coalesce(a.until, 'infinity')
                    """)
            #expect(overlaps == ["0"])
        }
    }

    /// What the code forgets the database refuses; and of a release that gives the role to several the last one has it.
    @Test func theDatabaseKnowsOneHolderOfEachRole() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            await #expect(throws: (any Error).self) {
                _ = try await intake.database.run(
                    sql: """
                        insert into core.participant (incident_id, email, name, roles, engaged_by)
                        select id, 'two@example.org', 'Two', '{incident_commander}', 'test' from core.incident
                        """)
            }
            for person in ["one", "two"] {
                _ = try await intake.database.run(
                    sql: """
                        insert into core.participant (incident_id, email, name, roles, engaged_by)
                        select id, '\(person)@example.org', '\(person)', '{scribe}', 'test' from core.incident
                        """)
            }
            #expect(try await roles(intake).isSuperset(of: ["one participant", "two scribe"]))
            let open = try await intake.database.run(
                sql: "select email from core.role_interval where role = 'scribe' and until is null")
            #expect(open == ["two@example.org"])
        }
    }

    @Test func whoLeadsOrHasSomethingToDoHandsOverFirst() async throws {
        try await IntakeProcess.run { intake in
            try await openWithoutTheRota(intake)
            let made = try await intake.post(
                "\(Self.incident)/tasks", ["text": "Restart", "owner": "owner@example.org"])
            #expect(made.status == 201)
            for (person, words) in [
                ("first@example.org", "leads INC-1: hand over the command"),
                ("OWNER@example.org", "has an open task of it: hand over the task"),
            ] {
                let refused = try await leave(intake, person)
                #expect(refused.status == 409 && refused.text.contains(words), "\(refused.text)")
            }
            #expect(try await leave(intake, "nobody@example.org").status == 404)
            #expect(try await leave(intake, "owner@example.org", "?reason=%0A").status == 400)
            #expect(try await leave(intake, "owner@example.org", "?insist=maybe").status == 400)
            #expect(
                try await roles(intake) == ["first incident_commander", "owner participant"], "nothing was changed")
            let gone = try await leave(intake, "owner@example.org", "?insist=true&reason=off%20duty")
            #expect(gone.status == 200 && gone.json["email"] == "owner@example.org", "\(gone.text)")
            let task = try await intake.get("/api/v1/tasks/\(made.json["id"]?.stringValue ?? "")").json
            #expect(task["owner"] == "first@example.org" && task["assignees"] == ["first@example.org"])
            #expect(task["history"]?[1]?["text"] == "assigned to first@example.org: Owner left")
            let update = try await announced("incident.updated", intake).last
            #expect(update?["changes"] == ["participants"] && update?["left"] == ["owner@example.org"])
            #expect(update?["told"]?.arrayValue?.count == 1)
            #expect(try await timeline(intake).last == "Owner left: off duty")
            #expect(try await leave(intake, "owner@example.org").status == 404, "they take no part any more")
            #expect(try await leave(intake, "first@example.org", "?insist=1&removed=1").status == 200)
            #expect(try await intake.get(Self.incident).json["commander"] == .null)
            #expect(try await timeline(intake).last == "First was removed. INC-1 has no incident commander now")
            let open = try await intake.database.run(sql: "select count(*) from core.role_interval where until is null")
            #expect(open == ["0"])
        }
    }

    /// The cost of who left is counted by the team that they were of.
    @Test func whatSomebodyWasStaysWhenTheyLeave() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            #expect(try await leave(intake, "owner@example.org").status == 200)
            let history = try await intake.get("\(Self.incident)/roles").json["items"]?.arrayValue ?? []
            let owner = history.first { $0["email"] == "owner@example.org" }
            #expect(owner?["team"] == "Product" && owner?["name"] == "Owner" && owner?["until"] != .null)
        }
    }

    /// A rule brings nobody back who left; people do.
    @Test func whoLeftIsNotBroughtBackByARule() async throws {
        try await IntakeProcess.run { intake in
            let rules: JSON = ["rules": [["severity": "SEV1"]]]
            let json = [("Content-Type", "application/json")]
            let wished = try await intake.send(
                "PUT", "/api/v1/people/owner@example.org/engagements", body: rules.bytes(), headers: json)
            #expect(wished.status == 200)
            try await openWithoutTheRota(intake)
            #expect(try await leave(intake, "owner@example.org").status == 200)
            #expect(try await intake.patch(Self.incident, ["severity": "SEV1"]).status == 200)
            #expect(try await roles(intake) == ["first incident_commander"])
            let back = try await intake.post("\(Self.incident)/participants", ["email": "owner@example.org"])
            #expect(back.status == 200)
            #expect(try await roles(intake).contains("owner participant"))
        }
    }

    @Test func whoIsInvitedTakesPartUntilATime() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let path = "\(Self.incident)/invitations"
            let until = Date().addingTimeInterval(86_400)
            let guest: JSON = ["email": "vendor@example.net", "name": "Vendor", "until": until.json]
            let invited = try await intake.post(path, guest, headers: [("Idempotency-Key", "k")])
            #expect(invited.status == 201 && invited.json["expires_at"] == until.json, "\(invited.text)")
            let again = try await intake.post(path, guest, headers: [("Idempotency-Key", "k")])
            #expect(again.text == invited.text)
            #expect(try await timeline(intake).contains { $0.hasPrefix("Vendor is invited until ") })
            let timer = "select key from intake.timer where key like 'participant/%/vendor@example.net'"
            #expect(try await intake.database.run(sql: timer).count == 1)
            let longer = try await intake.post(path, ["email": "vendor@example.net"])
            #expect(longer.status == 201 && longer.json["expires_at"] != until.json, "\(longer.text)")
            for (body, words) in [
                (["email": "owner@example.org"], "takes part in INC-1 already"),
                (["email": "x@example.net", "until": "2026-01-05T09:00:00Z"], "has passed"),
                (["email": "x@example.net", "until": "2199-01-05T09:00:00Z"], "366 days"),
                (["email": "x@example.net", "role": "scribe"], "participant, observer"),
            ] as [(JSON, String)] {
                let refused = try await intake.post(path, body)
                #expect(refused.status == 422 && refused.text.contains(words), "\(refused.text)")
            }
            #expect(try await leave(intake, "vendor@example.net").status == 200)
            #expect(try await intake.database.run(sql: timer).isEmpty, "there is nothing to end any more")
            _ = try await intake.patch(Self.incident, ["status": "closed"])
            #expect(try await intake.post(path, guest).status == 409)
        }
    }

    @Test func whoFollowsAnIncidentTakesNoPart() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let path = "\(Self.incident)/subscriptions"
            for _ in 0..<2 {
                let made = try await intake.post(path, ["email": "Boss@example.org"])
                #expect(made.status == 201 && made.json["email"] == "boss@example.org", "\(made.text)")
            }
            #expect(try await intake.get(path).json["items"]?.arrayValue?.count == 1)
            #expect(try await roles(intake).contains { $0.hasPrefix("boss") } == false)
            #expect(try await intake.send("DELETE", "\(path)/BOSS@example.org").status == 200)
            #expect(try await intake.send("DELETE", "\(path)/boss@example.org").status == 404)
            #expect(try await timeline(intake).filter { $0.hasPrefix("boss") || $0.hasPrefix("Boss") }.count == 2)
            _ = try await intake.patch(Self.incident, ["visibility": "restricted"])
            let refused = try await intake.post(path, ["email": "boss@example.org"])
            #expect(refused.status == 422 && refused.text.contains("restricted"), "\(refused.text)")
        }
    }
}
