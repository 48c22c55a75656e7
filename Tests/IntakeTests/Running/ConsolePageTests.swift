import Curl
import Foundation
import JSON
import TestServers
import Testing

@testable import Intake

/// What people do at the console, as browsers without scripts do it.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConsolePageTests {
    private static let hostile = "<script>x()</script>\"'><img src=x onerror=x()>"

    @Test func anIncidentIsLedFromReportToStable() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("first@example.org", name: "First", at: intake)
            let form = try await ana.get("/report")
            #expect(form.status == 200 && form.text.contains("is on call and will lead"))
            let sent = try await ana.post(
                "/report",
                [
                    "title": "Safe is open", "description": "Since ten", "type": "theft", "severity": "SEV1",
                    "priority": "high", "tags": "service:vault", "once": "k1",
                ])
            #expect(sent.headers["Location"] == "/incidents/INC-1/reported")
            let again = try await ana.post(
                "/report",
                [
                    "title": "Safe is open", "description": "Since ten", "type": "theft", "severity": "SEV1",
                    "priority": "high", "tags": "service:vault", "once": "k1",
                ])
            #expect(again.status == 303 || again.status == 422)
            let reported = try await ana.get("/incidents/INC-1/reported")
            #expect(reported.text.contains("Your incident commander") && reported.text.contains("Second"))
            let page = try await ana.get("/incidents/INC-1")
            #expect(page.text.contains("service:vault") && page.text.contains("Who did it?"))

            // A question has to be answered first: the page says so, and keeps what was chosen.
            let change = [
                "status": "stable", "was_status": "active", "severity": "SEV1", "was_severity": "SEV1",
                "priority": "high", "was_priority": "high", "title": "Safe is open", "was_title": "Safe is open",
            ]
            let early = try await ana.post("/incidents/INC-1/changes", change)
            #expect(early.status == 422 && early.text.contains("before a question is answered"))
            #expect(early.text.contains("<option value=\"stable\" selected>"))
            let question = try #require(
                try await intake.get("/api/v1/incidents/INC-1/questions").json["items"]?[0]?["id"]?.stringValue)
            let steps: [(String, [String: String])] = [
                ("questions/\(question)", ["answer": "The butler", "source": "A camera", "once": "k2"]),
                (
                    "reports",
                    ["conditions": "It is closed", "actions": "Counting", "audience": "everybody", "once": "k3"]
                ),
                ("tasks", ["text": "Count the money", "owner": "owner@example.org", "once": "k4"]),
                (
                    "roles",
                    ["email": "owner@example.org", "role": "incident_commander", "note": "Careful", "once": "k5"]
                ),
                ("changes", change), ("leave", ["reason": "Lunch"]), ("join", [:]),
            ]
            for (path, fields) in steps {
                let reply = try await ana.post("/incidents/INC-1/\(path)", fields)
                #expect(reply.status == 303, "\(path) \(reply.text)")
            }
            let task = try #require(
                try await intake.get("/api/v1/incidents/INC-1").json["tasks"]?[0]?["id"]?.stringValue)
            let resolved = try await ana.post("/incidents/INC-1/tasks/\(task)/resolve", [:])
            #expect(resolved.status == 303)
            let shown = try await intake.get("/api/v1/incidents/INC-1").json
            #expect(shown["status"] == "stable" && shown["severity"] == "SEV1")
            #expect(shown["commander"]?["email"] == "owner@example.org")
            #expect(shown["tasks"]?[0]?["state"] == "resolved" && shown["questions"]?[0]?["answer"] == "The butler")
            let after = try await ana.get("/incidents/INC-1?done=changes")
            for text in ["It was changed.", "It is closed", "The butler", "Count the money", "Owner"] {
                #expect(after.text.contains(text), "\(text)")
            }
            let lines = (shown["timeline"]?.arrayValue ?? []).filter { $0["actor"] == "first@example.org" }
            #expect(lines.count >= 5, "what people do is theirs")
        }
    }

    @Test func whatIsWrongStandsAtItsFieldAndTheTextIsKept() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let empty = try await ana.post("/report", ["title": "", "description": "Much \(Self.hostile)"])
            #expect(empty.status == 422 && empty.text.contains("id=\"report-title-fault\""))
            #expect(empty.text.contains("Much &lt;script&gt;") && empty.text.contains("<title>Error: "))
            let unknown = try await ana.post("/report", ["title": "Kept title", "type": "nonsense"])
            #expect(unknown.status == 422 && unknown.text.contains("id=\"report-type-fault\""))
            #expect(unknown.text.contains("value=\"Kept title\""))
            let tags = try await ana.post("/report", ["title": "Kept title", "tags": "nonsense"])
            #expect(tags.status == 422 && tags.text.contains("id=\"report-tags-fault\""))
            let none = try await intake.get("/api/v1/incidents")
            #expect(none.json["items"] == [])
            _ = try await ana.post("/report", ["title": "Trouble"])
            let report = try await ana.post("/incidents/INC-1/reports", ["conditions": "", "actions": "Kept action"])
            #expect(report.status == 422 && report.text.contains("id=\"report-conditions-fault\""))
            #expect(report.text.contains("Kept action") && report.text.contains("id=\"report\" open"))
        }
    }

    @Test func filtersAreInTheAddress() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("owner@example.org", at: intake)
            for title in ["Alpha & co", "Beta"] {
                _ = try await intake.post("/api/v1/incidents", ["title": .string(title), "type": "theft"])
            }
            _ = try await intake.post("/api/v1/incidents", ["title": "Gamma"])
            _ = try await intake.patch("/api/v1/incidents/INC-2", ["status": "closed", "insist": "test"])
            func titles(_ query: String) async throws -> [String] {
                let page = try await ana.get("/incidents\(query)")
                #expect(page.status == 200)
                return ["Alpha &amp; co", "Beta", "Gamma"].filter { page.text.contains($0) }
            }
            let found = [
                try await titles(""), try await titles("?status=all"), try await titles("?status=closed"),
                try await titles("?words=ALPHA%20%26&status=all"), try await titles("?people=mine"),
                try await titles("?type=theft"), try await titles("?status=all&limit=1"),
                try await titles("?status=all&limit=1&cursor=3"),
            ]
            #expect(
                found == [
                    ["Alpha &amp; co", "Gamma"], ["Alpha &amp; co", "Beta", "Gamma"], ["Beta"], ["Alpha &amp; co"],
                    ["Gamma"], ["Alpha &amp; co"], ["Gamma"], ["Beta"],
                ])
        }
    }

    @Test func markupThatIsStoredIsShownAsText() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("first@example.org", name: "<script>x()", at: intake)
            let text = Self.hostile
            _ = try await ana.post("/report", ["title": text, "description": text, "tags": ""])
            let fields: [(String, [String: String])] = [
                ("reports", ["conditions": text, "actions": text, "needs": text]),
                ("tasks", ["text": text]), ("roles", ["email": "x'y@example.org", "role": "scribe", "note": text]),
                ("changes", ["title": text, "was_title": "", "status": "active", "was_status": "active"]),
            ]
            for (path, values) in fields {
                let reply = try await ana.post("/incidents/INC-1/\(path)", values)
                #expect(reply.status == 303, "\(path) \(reply.text)")
            }
            _ = try await intake.post(
                "/api/v1/incidents/INC-1/questions", ["text": .string(text), "author": .string(text)])
            _ = try await intake.post(
                "/api/v1/alerts", ["title": .string(text), "severity": "critical", "description": .string(text)])
            try await intake.database.run(
                sql: """
                    insert into core.resource (id, incident_id, kind, provider, state, url, error)
                    select core.uuid_v7(), id, 'ticket', '<script>x()', 'failed', 'javascript:x()', '<script>x()'
                    from core.incident;
                    """)
            for path in [
                "/incidents", "/incidents/INC-1", "/incidents/INC-1/reported", "/incidents/INC-1/timeline",
                "/incidents/INC-2",
                "/sessions", "/report", "/incidents?words=%3Cscript%3Ex()&status=all",
                "/sign-in?next=%22%3E%3Cscript%3E",
            ] {
                let page = try await ana.get(path)
                #expect(page.status == 200, "\(path)")
                let html = page.text.lowercased()
                #expect(html.components(separatedBy: "<script").count == 2, "\(path): the module alone")
                #expect(!html.contains("<img") && !html.contains("javascript:") && !html.contains(" style="), "\(path)")
                #expect(page.text.utf8.count < 100_000, "\(path)")
                #expect(page.headers["Content-Security-Policy"]?.contains("script-src 'self'") == true)
                #expect(page.headers["Referrer-Policy"] == "no-referrer")
                #expect(page.headers["X-Content-Type-Options"] == "nosniff")
            }
        }
    }

    @Test func aLongIncidentIsASmallPage() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            _ = try await ana.post(
                "/report", ["title": "Long", "description": String(repeating: "word ", count: 3900)])
            try await intake.database.run(
                sql: """
                    insert into core.timeline (id, incident_id, at, kind, actor, text)
                    select core.uuid_v7(), i.id, now(), 'changed', 'test', repeat('long line ', 40)
                    from core.incident i, generate_series(1, 600);
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    select i.id, n || '@example.org', 'Person ' || n, '{participant}', 'test'
                    from core.incident i, generate_series(1, 300) n;
                    """)
            let page = try await ana.get("/incidents/INC-1")
            #expect(page.status == 200 && page.text.utf8.count < 100_000, "\(page.text.utf8.count)")
            let all = try await ana.get("/incidents/INC-1/timeline")
            #expect(all.text.utf8.count < 100_000 && all.text.contains("timeline?cursor="))
        }
    }

    @Test func doorsThatAreNotOpenedAreNotThere() async throws {
        try await IntakeProcess.run(environment: ["MUSTER_DOORS": "alerts,mail"]) { intake in
            let statuses = [
                try await intake.get("/api/v1/incidents").status, try await intake.get("/incidents").status,
                try await intake.get("/sign-in", key: nil).status, try await intake.get("/readyz", key: nil).status,
                try await intake.post("/api/v1/alerts", ["title": "Down", "severity": "info"]).status,
            ]
            #expect(statuses == [404, 404, 404, 200, 202])
        }
    }
}
