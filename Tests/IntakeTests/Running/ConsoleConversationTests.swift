import Curl
import Encodings
import Foundation
import JSON
import TestServers
import Testing

@testable import Intake

/// The conversation of an incident at the console.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConsoleConversationTests {
    private static let path = "/incidents/INC-1/conversation"

    private func prepare(_ intake: IntakeProcess) async throws {
        _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        try await intake.database.run(
            sql: """
                insert into native.conversation (id, effect_key, name, topic, is_private)
                select '0190a000-0000-7000-8000-0000000000aa', 'incident/' || id || '/conversation', 'inc-1', '', false
                from core.incident;
                insert into core.resource (id, incident_id, kind, provider, state, external_id, url)
                select core.uuid_v7(), id, 'conversation', 'native', 'created', '0190a000-0000-7000-8000-0000000000aa', ''
                from core.incident;
                """)
    }

    @Test func peopleTalkAndCommand() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let bob = try await ConsoleBrowser.signIn("owner@example.org", at: intake)
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            let early = try await ana.get(Self.path)
            #expect(early.status == 200 && early.text.contains("There is no conversation yet"))
            let none = try await ana.post("/incidents/INC-1/messages", ["text": "x"])
            #expect(none.status == 422)
            try await intake.database.run(
                sql: "delete from core.participant; delete from core.timeline; delete from core.incident;")
            try await intake.database.run(sql: "alter table core.incident alter column number restart;")
            try await prepare(intake)
            let empty = try await ana.get(Self.path)
            #expect(empty.text.contains("Nobody has said anything yet") && empty.text.contains("aria-current=\"page\""))
            let said = try await ana.post(
                "/incidents/INC-1/messages", ["text": "Is the till <b>open</b>?", "once": "k"])
            #expect(
                said.status == 303 && said.headers["Location"]?.hasPrefix("\(Self.path)#message-") == true,
                "\(said.text)")
            let again = try await ana.post(
                "/incidents/INC-1/messages", ["text": "Is the till <b>open</b>?", "once": "k"])
            #expect(again.headers["Location"] == said.headers["Location"], "sent twice it is said once")
            let command = try await ana.post("/incidents/INC-1/messages", ["text": "/severity SEV9"])
            #expect(command.status == 303)
            let (own, other) = (try await ana.get(Self.path), try await bob.get(Self.path))
            #expect(own.text.contains("Is the till &lt;b&gt;open") && own.text.contains("For you alone"))
            #expect(other.text.contains("Is the till &lt;b&gt;open") && !other.text.contains("For you alone"))
            #expect(own.text.contains("First"), "people are called by their names")
            let task = try await ana.post("/incidents/INC-1/messages", ["text": "/task Count the money"])
            #expect(task.status == 303)
            let tasks = try await intake.get("/api/v1/incidents/INC-1").json["tasks"]
            #expect(tasks?[0]?["text"] == "Count the money", "a command does what it says")
            let id = try #require(said.headers["Location"]?.split(separator: "#message-").last)
            #expect(own.text.contains("/messages/\(id)/pin"))
            let pinned = try await bob.post("/incidents/INC-1/messages/\(id)/pin", [:])
            #expect(pinned.status == 303)
            let marked = try await ana.get(Self.path)
            #expect(marked.text.contains("pinned by Owner") && !marked.text.contains("/messages/\(id)/pin"))
            let timeline = try await ana.get("/incidents/INC-1/timeline")
            #expect(timeline.text.contains("said: Is the till"))
        }
    }

    @Test func whatCannotBeSaidIsKeptInTheForm() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let empty = try await ana.post("/incidents/INC-1/messages", ["text": " "])
            #expect(empty.status == 422 && empty.text.contains("A message has 1 to"))
            let foreign = try await ana.post("/incidents/INC-1/messages", ["text": "x"], formToken: "x")
            #expect(foreign.status == 403)
            try await intake.database.run(sql: "update native.conversation set archived_at = now();")
            let late = try await ana.post("/incidents/INC-1/messages", ["text": "too late"])
            #expect(late.status == 422)
            let page = try await ana.get(Self.path)
            #expect(
                page.text.contains("can only be read") && !page.text.contains("name=\"text\"")
                    && !page.text.contains("data-poll"))
        }
    }

    @Test func aLongConversationIsASmallPage() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            try await intake.database.run(
                sql: """
                    insert into native.message (id, conversation_id, author, text)
                    select core.uuid_v7(), '0190a000-0000-7000-8000-0000000000aa', 'x', repeat('<long> ', 2000)
                    from generate_series(1, 100);
                    """)
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let page = try await ana.get(Self.path)
            #expect(page.text.contains("All that was said"))
            #expect(page.text.utf8.count < 150_000, "\(page.text.utf8.count)")
        }
    }

    @Test func anotherPlaceIsLinkedTo() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            try await intake.database.run(
                sql:
                    "update core.resource set provider = 'slack', url = 'https://chat.example.org/x' where kind = 'conversation';"
            )
            let ana = try await ConsoleBrowser.signIn("first@example.org", at: intake)
            let page = try await ana.get(Self.path)
            #expect(page.text.contains("https://chat.example.org/x") && !page.text.contains("name=\"text\""))
            try await intake.database.run(
                sql: "update core.resource set url = 'javascript:x()' where kind = 'conversation';")
            let hostile = try await ana.get(Self.path)
            #expect(!hostile.text.contains("javascript:"))
        }
    }
}
