import Curl
import Encodings
import Foundation
import HTTPKit
import HTTPTypes
import JSON
import TestServers
import Testing

@testable import Intake

/// Dead letters at the console, as an operator's browser without scripts deals with them, with the rights that intake has.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConsoleOperationsTests {
    private static let person = "first@example.org"
    private static let groups = "/operations/dead-letters"
    private static let hostile = "<script>x()</script>\"'><img src=x onerror=x()>"

    private func grant(
        _ email: String, _ intake: IntakeProcess, as role: String = "operator"
    ) async throws {
        try await intake.database.run(
            sql: """
                insert into core.person_grant (email, role, reason, granted_by, expires_at)
                values ('\(email)', '\(role)', 'test', 'test', now() + interval '1 hour');
                """)
    }

    /// Plants a letter and gives its id.
    private func add(
        _ intake: IntakeProcess, incident: String? = nil, type: String = "prometheus", worker: String = "intake",
        body: String = #"{"title": "Zanzibar", "severity": "info"}"#, detail: String = "zanzibar is no severity"
    ) async throws -> String {
        let id = UUIDText.string(from: .v7())
        func quoted(_ text: String) -> String { text.replacing("'", with: "''") }
        try await intake.database.run(
            sql: """
                insert into dead_letter_keeper.letter (id, worker, message_id, message_type, incident, "group", place, error_code,
                    error_detail, attempts, properties, body, body_digest)
                values ('\(id)', '\(worker)', core.uuid_v7()::text, '\(quoted(type))', \(incident.map { "'\($0)'" } ?? "null"), 'g1',
                    'decode', 'unreadable', '\(quoted(detail))', 3, '{"content_type": "application/json"}',
                    convert_to('\(quoted(body))', 'UTF8'), sha256(convert_to('\(quoted(body))', 'UTF8')));
                """)
        return id
    }

    private func field(_ name: String, in page: String) throws -> String {
        let pattern = try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
        return String(try #require(page.firstMatch(of: pattern), "\(name)").1)
    }

    @Test func onlyWhoMayMendThePipelineIsLetIn() async throws {
        try await IntakeProcess.run { intake in
            let id = try await add(intake)
            let ana = try await ConsoleBrowser.signIn(Self.person, at: intake)
            let endpoints = try OpenDoors.endpoints().filter { $0.path.hasPrefix("/operations") }
            #expect(endpoints.count >= 9)
            func status(_ endpoint: Endpoint, _ browser: ConsoleBrowser) async throws -> IntakeProcess.Reply {
                let path = endpoint.path.replacing("{id}", with: id)
                return endpoint.method == .get
                    ? try await browser.get(path)
                    : try await browser.post(
                        path, ["act": "discard", "id": id, "reason": "x", "told": "1", "body": "{}"])
            }
            for endpoint in endpoints {
                let path = endpoint.path.replacing("{id}", with: id)
                #expect(DoorName(of: endpoint) == .console, "\(path)")
                let anonymous =
                    endpoint.method == .get
                    ? try await intake.get(path, key: nil) : try await ConsoleBrowser.send(path, [:], to: intake)
                #expect(anonymous.status == (endpoint.method == .get ? 303 : 401), "\(path)")
                let key = try await intake.send(endpoint.method.rawValue, path)
                #expect(key.status != 200, "\(path): a key is no person")
            }
            for grants in [
                [],
                [
                    "insert into core.person_grant (email, role, reason, granted_by, expires_at) values ('\(Self.person)', 'operator', 'x', 'x', now())"
                ],
                [
                    "update core.person_grant set expires_at = now() + interval '1 hour', revoked_at = now(), revoked_by = 'x'"
                ],
                ["update core.person_grant set email = 'other@example.org', revoked_at = null, revoked_by = null"],
            ] {
                for sql in grants { try await intake.database.run(sql: sql) }
                for endpoint in endpoints {
                    let reply = try await status(endpoint, ana)
                    #expect(reply.status == 403, "\(endpoint.path) \(grants)")
                    #expect(!reply.text.lowercased().contains("zanzibar"))
                }
            }
            let mine = try await ana.get("/mine")
            #expect(mine.status == 200 && !mine.text.contains("/operations"))
            try await grant(Self.person.uppercased(), intake)
            let states = try await intake.database.run(sql: "select state from dead_letter_keeper.letter")
            #expect(states == ["waiting"], "nobody has done anything")
            for endpoint in endpoints where endpoint.method == .get && !endpoint.path.contains("replays") {
                let reply = try await status(endpoint, ana)
                #expect(reply.status == (endpoint.path == "/operations" ? 303 : 200), "\(endpoint.path) \(reply.text)")
            }
            let open = try await ana.get("/mine")
            #expect(open.text.contains(Self.groups))
        }
    }

    @Test func aLetterIsFoundEditedAndReplayedInTheBrowser() async throws {
        try await IntakeProcess.run { intake in
            let id = try await add(intake)
            try await grant(Self.person, intake)
            let ana = try await ConsoleBrowser.signIn(Self.person, at: intake)
            let groups = try await ana.get(Self.groups)
            #expect(groups.text.contains("1 letter") && groups.text.contains("letters?group=g1&amp;state=waiting"))
            let found = try await ana.get("/operations/letters?words=ZANZIBAR&state=waiting")
            #expect(found.text.contains("/operations/letters/\(id)"))
            let letter = "/operations/letters/\(id)"
            let page = try await ana.get(letter)
            for text in ["zanzibar is no severity", "&quot;severity&quot;", "application/json", "Replay", "Discard"] {
                #expect(page.text.contains(text), "\(text)")
            }
            // The edit is shown before anything is stored.
            let form = try await ana.get("\(letter)/edit")
            let read = try field("read", in: form.text)
            let wanted = #"{"title": "Zanzibar", "severity": "critical"}"#
            let silent = try await ana.post("\(letter)/edit", ["read": read, "body": wanted, "reason": ""])
            #expect(
                silent.status == 422 && silent.text.contains("id=\"edit-reason-fault\"")
                    && silent.text.contains("critical"))
            let broken = try await ana.post("\(letter)/edit", ["read": read, "body": "{\"title\"", "reason": "r"])
            #expect(broken.status == 422 && broken.text.contains("id=\"edit-body-fault\""))
            let shown = try await ana.post("\(letter)/edit", ["read": read, "body": wanted, "reason": "a wrong word"])
            #expect(shown.status == 200 && shown.text.contains("<del>") && shown.text.contains("<ins>"))
            let before = try await intake.database.run(sql: "select count(*) from dead_letter_keeper.edit")
            #expect(before == ["0"])
            let stored = try await ana.post(
                "\(letter)/edit", ["read": read, "body": wanted, "reason": "a wrong word", "step": "store"])
            #expect(stored.status == 303 && stored.headers["Location"] == "\(letter)?done=edit")
            let twiceStored = try await ana.post(
                "\(letter)/edit", ["read": read, "body": wanted, "reason": "a wrong word", "step": "store"])
            #expect(twiceStored.status == 303, "a second click is told the same")
            let late = try await ana.post(
                "\(letter)/edit", ["read": read, "body": "{}", "reason": "late", "step": "store"])
            #expect(late.status == 422 && late.text.contains("somebody else") || late.text.contains("Somebody else"))
            let edited = try await ana.get("\(letter)?done=edit")
            #expect(edited.text.contains("critical") && edited.text.contains("a wrong word"))
            // Nor is anything replayed before its extent was told.
            let asked = try await ana.post("/operations/letters/acts", ["act": "replay", "id": id])
            #expect(asked.status == 200 && asked.text.contains("Replay 1 letter?"))
            let none = try await intake.database.run(sql: "select count(*) from dead_letter_keeper.selection")
            #expect(none == ["0"])
            let told = try field("told", in: asked.text)
            for selection in ["", "x", "0190a000-0000-4000-8000-00000000002b"] {
                let without = try await ana.post(
                    "/operations/letters/acts", ["act": "replay", "id": id, "told": told, "selection": selection])
                #expect(without.status == 422 && without.text.contains("Nothing was done yet"), "\(selection)")
            }
            let confirmation = [
                "act": "replay", "id": id, "told": told, "selection": try field("selection", in: asked.text),
            ]
            let ordered = try await ana.post("/operations/letters/acts", confirmation)
            #expect(ordered.status == 303, "\(ordered.text)")
            let replay = try #require(ordered.headers["Location"])
            let twice = try await ana.post("/operations/letters/acts", confirmation)
            #expect(twice.status == 303 && twice.headers["Location"] == replay, "a second click is told the same")
            let progress = try await ana.get(replay)
            #expect(progress.text.contains("Replaying 1 letter") && progress.text.contains("data-poll"))
            let order = try await intake.database.run(
                sql: "select requested_by || ' ' || (due_at is not null) from dead_letter_keeper.selection")
            #expect(order == ["\(Self.person) true"])
            let stopped = try await ana.post("\(replay)/stop", [:])
            #expect(stopped.status == 303)
            let left = try await ana.get(letter)
            #expect(left.text.contains("and it stayed") && left.text.contains(replay))
            let audited = try await intake.database.run(
                sql: "select action from core.audit where actor = '\(Self.person)' order by id")
            #expect(audited == ["dead-letters.edit", "dead-letters.replay", "dead-letters.replay-stopped"])
        }
    }

    @Test func groupsAreDiscardedAndTakenBack() async throws {
        try await IntakeProcess.run { intake in
            for _ in 0..<3 { _ = try await add(intake) }
            try await grant(Self.person, intake)
            let ana = try await ConsoleBrowser.signIn(Self.person, at: intake)
            let acts = "/operations/letters/acts"
            let silent = try await ana.post(acts, ["act": "discard", "group": "g1", "told": "3"])
            #expect(silent.status == 422 && silent.text.contains("id=\"discard-reason-fault\""))
            let asked = try await ana.post(acts, ["act": "discard", "group": "g1", "reason": "of a test"])
            #expect(asked.status == 200 && asked.text.contains("Discard 3 letters?"))
            _ = try await add(intake)
            let discard = ["act": "discard", "group": "g1", "reason": "of a test"]
            func confirm(_ fields: [String: String], of page: String) throws -> [String: String] {
                var fields = fields
                for name in ["told", "selection"] { fields[name] = try field(name, in: page) }
                return fields
            }
            let other = try await ana.post(acts, try confirm(discard, of: asked.text))
            #expect(
                other.status == 422 && other.text.contains("Discard 4 letters?"), "more died meanwhile: it is told anew"
            )
            let confirmed = try confirm(discard, of: other.text)
            let done = try await ana.post(acts, confirmed)
            #expect(done.status == 303 && done.headers["Location"] == "/operations/letters?group=g1&done=discard")
            let twice = try await ana.post(acts, confirmed)
            #expect(twice.status == 303 && twice.headers["Location"] == done.headers["Location"])
            let again = try await ana.post(acts, discard)
            #expect(again.status == 422 && !again.text.contains("`muster"), "a page does not speak of commands")
            let restore = ["act": "restore", "group": "g1"]
            let restored = try await ana.post(acts, try confirm(restore, of: await ana.post(acts, restore).text))
            #expect(restored.status == 303)
            let waiting = try await intake.database.run(
                sql: "select count(*) from dead_letter_keeper.waiting_letter")
            #expect(waiting == ["4"])
            for fields in [
                ["act": "replay", "group": "g1", "rate": "fast"], ["act": "replay", "group": "g1", "first": "-1"],
                ["act": "replay", "group": "g1", "rate": "nan"], ["act": "explode", "group": "g1"], ["act": "replay"],
                ["act": "replay", "id": "x"],
            ] {
                let refused = try await ana.post(acts, fields)
                #expect(refused.status == 422, "\(fields)")
            }
            let first = try await ana.post(acts, ["act": "replay", "group": "g1", "first": "2", "rate": "1"])
            #expect(first.text.contains("Replay 2 letters?") && first.text.contains("about 2 s"))
        }
    }

    @Test func whatARestrictedIncidentsLetterSaysStaysInside() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Zanzibar is breached", "type": "breach"])
            let id = try await add(intake, incident: "INC-1", type: "muster.incident.opened.v1", worker: "notifier")
            let unnamed = try await add(intake, type: "muster.step.perform.v1", worker: "playbook-runner")
            for email in [Self.person, "second@example.org"] { try await grant(email, intake) }
            let outside = try await ConsoleBrowser.signIn(Self.person, at: intake)
            let inside = try await ConsoleBrowser.signIn("second@example.org", at: intake)
            for path in [
                "/operations/letters/\(id)", "/operations/letters/\(unnamed)", "/operations/letters/\(id)/edit",
                "/operations/letters", "/operations/letters?group=g1", "/operations/letters?words=zanzibar",
                Self.groups,
            ] {
                let page = try await outside.get(path)
                // What somebody looks for stands in the field of the search.
                let text = page.text.replacing("value=\"zanzibar\"", with: "").lowercased()
                #expect(!text.contains("zanzibar") && !text.contains("inc-1"), "\(path)")
            }
            let digest = try await intake.database.run(
                sql: "select encode(body_digest, 'hex') from dead_letter_keeper.letter where id = '\(id)'")
            let edit = try await outside.post(
                "/operations/letters/\(id)/edit", ["read": digest[0], "body": "{}", "reason": "x", "step": "store"])
            #expect(edit.status == 403, "\(edit.status)")
            let own = try await inside.get("/operations/letters/\(id)")
            #expect(own.text.contains("Zanzibar") && own.text.contains("INC-1"))
            // Who does not see inside mends the pipeline all the same.
            let asked = try await outside.post("/operations/letters/acts", ["act": "replay", "id": id])
            #expect(asked.status == 200 && !asked.text.lowercased().contains("zanzibar"))
            let done = try await outside.post(
                "/operations/letters/acts",
                ["act": "replay", "id": id, "told": "1", "selection": try field("selection", in: asked.text)])
            #expect(done.status == 303)
            try await grant(Self.person, intake, as: "administrator")
            let (still, now) = (
                try await outside.get("/operations/letters/\(id)"),
                try await outside.get("/operations/letters/\(unnamed)")
            )
            #expect(!still.text.contains("Zanzibar") && now.text.contains("Zanzibar"))
        }
    }

    @Test func markupAndLengthOfLettersDoNoHarm() async throws {
        try await IntakeProcess.run { intake in
            try await grant(Self.person, intake)
            let ana = try await ConsoleBrowser.signIn(Self.person, at: intake)
            let long = String(repeating: "\\\"<&", count: 30_000)
            let ids = [
                try await add(intake, type: Self.hostile, body: "{\"a\": \"\(long)\"}", detail: Self.hostile + long),
                try await add(intake, body: Self.hostile),
            ]
            for path in [
                Self.groups, "/operations/letters", "/operations/letters/\(ids[0])", "/operations/letters/\(ids[1])",
                "/operations/letters/\(ids[1])/edit",
                "/operations/letters?words=%3Cscript%3Ex()&group=%22%3E%3Cscript%3E",
            ] {
                let page = try await ana.get(path)
                #expect(page.status == 200, "\(path)")
                let html = page.text.lowercased()
                #expect(html.components(separatedBy: "<script").count == 2, "\(path): the module alone")
                #expect(!html.contains("<img") && !html.contains(" style="), "\(path)")
                #expect(page.text.utf8.count < 100_000, "\(path) \(page.text.utf8.count)")
            }
            let tooLong = try await ana.get("/operations/letters/\(ids[0])/edit")
            #expect(tooLong.status == 422)
            for path in [
                "/operations/letters/x", "/operations/letters/0190a000-0000-7000-8000-00000000002b",
                "/operations/replays/0190a000-0000-7000-8000-00000000002b",
            ] {
                let page = try await ana.get(path)
                #expect(page.status == 404, "\(path)")
            }
        }
    }
}
