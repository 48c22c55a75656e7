import Curl
import Encodings
import Foundation
import JSON
import TestServers
import Testing

@testable import Intake

/// What waits for somebody, on one page, each with its button.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConsoleMineTests {
    private static let plan = """
        {"name":"p","steps":[{"targets":["primary"],"wait":"5m"}],"repeat":0,"acknowledgement_expires":"1h",
        "last_resort":["owner@example.org"]}
        """

    /// Pages somebody about an incident; gives the page's id.
    private func page(_ email: String, about name: String, _ intake: IntakeProcess) async throws -> String {
        let (escalation, page) = (UUIDText.string(from: .v7()), UUIDText.string(from: .v7()))
        try await intake.database.run(
            sql: """
                insert into paging.escalation (id, incident_id, policy, plan, urgency, turns, due, taken)
                select '\(escalation)', id, 'p', '\(Self.plan)', 'high', 1, now() + interval '5 minutes', 1
                from core.incident where name = '\(name)';
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    state, subject, body, due_at)
                select '\(page)', id, incident_id, 0, '\(email)', 'high', 'p', 'step 1', 'rota primary', 'sent', '', '', now()
                from paging.escalation where id = '\(escalation)';
                """)
        return page
    }

    @Test func pagesAreAcknowledgedByThoseWhoGotThem() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Zanzibar is breached", "type": "breach"])
            let id = try await page("First@example.org", about: "INC-1", intake)
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let bob = try await ConsoleBrowser.signIn("owner@example.org", at: intake)
            let shown = try await ana.get("/mine")
            #expect(shown.text.contains("/mine/pages/\(id)/acknowledge"))
            #expect(!shown.text.contains("Zanzibar"), "who was paged takes no part yet")
            let other = try await bob.get("/mine")
            #expect(!other.text.contains(id) && !other.text.contains("INC-1"))
            let refused = try await bob.post("/mine/pages/\(id)/acknowledge", [:])
            #expect(refused.status == 404)
            let answered = try await ana.post("/mine/pages/\(id)/acknowledge", [:])
            #expect(answered.status == 303)
            let state = try await intake.database.run(sql: "select state || ' ' || decided_by from paging.escalation")
            #expect(state == ["acknowledged first@example.org"])
            let after = try await ana.get("/mine?done=page")
            #expect(!after.text.contains("/acknowledge") && after.text.contains("You have it"))
        }
    }

    @Test func tasksAreDoneByThoseWhoSeeTheirIncident() async throws {
        try await IntakeProcess.run { intake in
            for type in ["theft", "breach"] {
                _ = try await intake.post("/api/v1/incidents", ["title": "Zanzibar", "type": .string(type)])
            }
            var tasks: [String] = []
            for number in 1...2 {
                let made = try await intake.post(
                    "/api/v1/incidents/INC-\(number)/tasks",
                    ["text": .string("Count \(number)"), "owner": "first@example.org"])
                #expect(made.status == 201, "\(made.text)")
                tasks.append(try #require(made.json["id"]?.stringValue))
            }
            // Whoever has a task of a restricted incident without taking part in it does not see it.
            try await intake.database.run(
                sql:
                    "delete from core.participant where lower(email) = 'first@example.org' and incident_id = (select id from core.incident where name = 'INC-2');"
            )
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let shown = try await ana.get("/mine")
            #expect(shown.text.contains("Count 1") && !shown.text.contains("Count 2"))
            let (own, other) = (
                try await ana.post("/mine/tasks/\(tasks[0])/resolve", [:]),
                try await ana.post("/mine/tasks/\(tasks[1])/resolve", [:])
            )
            #expect(own.status == 303 && other.status == 404)
            let states = try await intake.database.run(sql: "select text || ' ' || state from core.task order by text")
            #expect(states == ["Count 1 resolved", "Count 2 open"])
        }
    }

    @Test func rolesAndReportsOfThoseWhoLeadAreShown() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments", "type": "theft"])
            let commander = try #require(
                try await intake.get("/api/v1/incidents/INC-1").json["commander"]?["email"]?.stringValue)
            let ana = try await ConsoleBrowser.signIn(commander, at: intake)
            let shown = try await ana.get("/mine")
            #expect(shown.text.contains("/incidents/INC-1#role") && shown.text.contains("incident commander"))
            try await intake.database.run(
                sql: """
                    update core.configuration set document = jsonb_set(document, '{severities}', (
                        select jsonb_agg(s || '{"report_every": "30m"}') from jsonb_array_elements(document->'severities') s));
                    insert into core.configuration (digest, document, applied_by) select 'y', document, 'test' from core.configuration;
                    """)
            try await eventually("the report is due by the new configuration") {
                try await ana.get("/mine").text.contains("/incidents/INC-1#report")
            }
            let nobody = try await ConsoleBrowser.signIn("stranger@example.org", at: intake)
            let empty = try await nobody.get("/mine")
            #expect(!empty.text.contains("INC-1"))
            for text in ["Nobody waits for your answer", "None is due", "no open task", "no incident that is open"] {
                #expect(empty.text.contains(text), "\(text)")
            }
            let anonymous = try await intake.get("/mine", key: nil)
            #expect(anonymous.status == 303)
        }
    }
}
