import Foundation
import JSON
import TestServers
import Testing

/// Commands in conversations, each verb over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConversationCommandTests {
    private static let incident = "/api/v1/incidents/INC-1"

    /// What a message was answered.
    private struct Answer {
        var text: String
        var isPrivate: Bool
    }

    /// Opens INC-1 with its conversation `inc-1`.
    private func prepare(_ intake: IntakeProcess, type: String = "outage") async throws {
        let opened = try await intake.post(
            "/api/v1/incidents", ["title": "Payments are refused", "type": .string(type)])
        #expect(opened.status == 201)
        _ = try await intake.database.run(
            sql: """
                insert into native.conversation (id, effect_key, name, topic, is_private)
                select '0190a000-0000-7000-8000-0000000000aa', 'incident/' || id || '/conversation', 'inc-1', '',
                    visibility = 'restricted' from core.incident
                """)
    }

    private func say(
        _ text: String, as author: String? = "first@example.org", in conversation: String = "inc-1", key: String? = nil,
        _ intake: IntakeProcess
    ) async throws -> JSON {
        var body: JSONObject = ["text": .string(text)]
        body["author"] = author.map { .string($0) }
        let reply = try await intake.post(
            "/api/v1/conversations/\(conversation)/messages", .object(body),
            headers: key.map { [("Idempotency-Key", $0)] } ?? [])
        #expect(reply.status == 201, "\(reply.text)")
        return reply.json
    }

    private func command(
        _ text: String, as author: String? = "first@example.org", in conversation: String = "inc-1",
        _ intake: IntakeProcess
    ) async throws -> Answer {
        let answer = try await say(text, as: author, in: conversation, intake)["answer"]
        return Answer(
            text: try #require(answer?["text"]?.stringValue, "\(text)"), isPrivate: answer?["private"] == true)
    }

    private func shown(_ intake: IntakeProcess) async throws -> JSON { try await intake.get(Self.incident).json }

    private func texts(_ conversation: String, _ intake: IntakeProcess) async throws -> [String] {
        let list = try await intake.get("/api/v1/conversations/\(conversation)/messages?limit=200").json["items"]
        return list?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
    }

    // MARK: Messages

    @Test func aMessageThatIsSentAgainActsOnce() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            try await intake.second { other in
                // At once, at two instances: one of them says it, and the other one answers with that.
                async let one = say("/task Look at the till", key: "k", intake)
                async let two = say("/task Look at the till", key: "k", other)
                let (first, second) = try await (one, two)
                let third = try await say("/task Look at the till", key: "k", intake)
                #expect(first == second && second == third, "\(first) \(second) \(third)")
                #expect(first["answer"]?["text"]?.stringValue?.hasPrefix("Task ") == true, "\(first)")
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.task") == ["1"])
            #expect(try await texts("inc-1", intake).count == 2, "the command and its answer")
            // What is a command is told to nobody who reads along for tasks.
            let posted = try await intake.database.run(
                sql: "select count(*) from intake.outbox where type = 'muster.message.posted.v1'")
            #expect(posted == ["0"])
            _ = try await say("//task is a command", intake)
            #expect(try await texts("inc-1", intake).last == "/task is a command")
            _ = try await say("TODO @owner look", intake)
            let talked = try await intake.database.run(
                sql: "select count(*) from intake.outbox where type = 'muster.message.posted.v1'")
            #expect(talked == ["1"], "what was said of a command makes no task; what was written down does")
        }
    }

    @Test func whatCannotBeDoneIsToldToItsAuthorAlone() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            for (text, part) in [
                ("/stauts stable", "/status"), ("/severity SEV9", "SEV1, SEV2"), ("/role scribe @nobody", "nobody"),
                ("/answer 7 x", "no question 7"), ("/tag colour:red", "service"), ("/tag till", "colon"),
                ("/task done ffff", "no open task"), ("/page ack", "paged nobody"), ("/help", "/engage"),
                ("/help role", "scribe"), ("/incident Another", "general"), ("/engage nobody-at-all", "nobody"),
            ] {
                let answer = try await command(text, intake)
                #expect(answer.isPrivate && answer.text.contains(part), "\(text): \(answer.text)")
            }
            #expect(try await shown(intake)["version"] == 1, "nothing was changed")
            #expect(try await texts("inc-1", intake).allSatisfy { $0.hasPrefix("/") }, "no answer is for all")
            // Whoever wrote it reads it again later, and others do not.
            let own = try await command("/help", as: nil, intake)
            #expect(own.isPrivate)
            let page = "/api/v1/conversations/inc-1/messages?limit=200"
            let list = try await intake.get(page).json["items"]?.arrayValue ?? []
            #expect(list.last?["answer"]?["text"]?.stringValue == own.text)
            #expect(list.dropLast().allSatisfy { $0["answer"] == .null })
            let others = try await intake.get(page, key: IntakeProcess.readingKey).json["items"]?.arrayValue ?? []
            #expect(others.count == list.count && others.allSatisfy { $0["answer"] == .null })
        }
    }

    @Test func mentionsAndPinsAreKept() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            let said = try await say("@second, ask @Owner: @owner@example.org knows, @nobody does not", intake)
            #expect(said["mentions"] == ["second@example.org", "owner@example.org"], "\(said)")
            let path = "/api/v1/conversations/inc-1/messages"
            let pins = "\(path)/\(said["id"]?.stringValue ?? "")/pins"
            try await intake.second { other in
                async let one = intake.post(pins, ["author": "second@example.org"])
                async let two = other.post(pins, ["author": "second@example.org"])
                for reply in try await [one, two] {
                    #expect(reply.status == 201 && reply.json["pinned_by"] == "second@example.org", "\(reply.text)")
                }
            }
            let lines = try await intake.database.run(
                sql: "select actor || ' ' || text from core.timeline where kind = 'note'")
            #expect(lines.count == 1 && lines[0].hasPrefix("second@example.org first@example.org said: @second, ask"))
            let listed = try await intake.get(path).json["items"]?[0]
            #expect(listed?["mentions"] == ["owner@example.org", "second@example.org"])
            #expect(listed?["pinned_by"] == "second@example.org")
            #expect(try await intake.post("\(path)/\(UUID())/pins", [:]).status == 404)
            let general = try await say("Hello", in: "general", intake)
            let nowhere = "/api/v1/conversations/general/messages/\(general["id"]?.stringValue ?? "")/pins"
            #expect(try await intake.post(nowhere, [:]).status == 422)
            #expect(
                try await intake.post(
                    "/api/v1/conversations/general/messages/\(said["id"]?.stringValue ?? "")/pins", [:]
                ).status == 404, "it stands in another conversation")
        }
    }

    // MARK: Verbs

    @Test func anIncidentIsOpenedInTheGeneralConversation() async throws {
        try await IntakeProcess.run { intake in
            let answer = try await command("/incident Payments are refused\nSince noon", in: "general", intake)
            #expect(!answer.isPrivate && answer.text.hasPrefix("INC-1 is open, led by "), "\(answer.text)")
            let incident = try await shown(intake)
            #expect(incident["title"] == "Payments are refused" && incident["description"] == "Since noon")
            #expect(incident["reporter"]?["email"] == "first@example.org" && incident["source"] == "report")
            #expect(try await texts("general", intake).last == answer.text, "all read it")
            // Where no incident is at home, its name comes first.
            #expect(try await command("/status stable", in: "general", intake).text.contains("say which"))
            #expect(try await command("/status INC-1 stable", in: "general", intake).text == "INC-1 is stable.")
            #expect(try await shown(intake)["status"] == "stable")
            #expect(
                try await command("/status INC-9 stable", in: "general", intake).text == "there is no incident INC-9")
        }
    }

    @Test func statusSeverityTagsAndTimelineAreChanged() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake, type: "theft")
            #expect(try await command("/severity sev1", intake).text == "Severity is now SEV1.")
            #expect(try await command("/severity", intake).text == "Severity is SEV1.")
            #expect(try await command("/status", intake).text.contains("INC-1 is active, SEV1, low"))
            // The rule is the desk's: a mandatory question is open.
            let refused = try await command("/status stable", intake)
            #expect(refused.isPrivate && refused.text.contains("Who did it?"), "\(refused.text)")
            #expect(try await command("/status stable insist nobody will know", intake).text == "INC-1 is stable.")
            #expect(try await command("/status stable", intake).isPrivate, "it is so already")
            let tagged = try await command("/tag service:till cause:load", intake)
            #expect(tagged.text == "INC-1 has cause:load, service:till." && !tagged.isPrivate)
            #expect(try await command("/tag -service:till cause:change", intake).text == "INC-1 has cause:change.")
            #expect(try await command("/tag", intake).text == "cause:change")
            #expect(try await command("/timeline The lights went out", intake).text.contains("timeline of INC-1"))
            let timeline = try await command("/timeline", intake)
            #expect(timeline.isPrivate && timeline.text.hasSuffix("first@example.org: The lights went out"))
            let incident = try await shown(intake)
            #expect(
                incident["status"] == "stable" && incident["severity"] == "SEV1" && incident["tags"] == ["cause:change"]
            )
            let actors = try await intake.database.run(
                sql: "select distinct actor from core.timeline where kind in ('status', 'changed', 'note')")
            #expect(actors == ["first@example.org"], "its author did it")
        }
    }

    @Test func peopleJoinLeaveTakeRolesAndAreEngaged() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake, type: "theft")
            #expect(try await command("/join observer", as: "ann@example.net", intake).text.hasSuffix("as observer."))
            #expect(try await command("/join", as: "ann@example.net", intake).text.hasSuffix("as participant."))
            #expect(try await command("/join", as: "ann@example.net", intake).isPrivate)
            #expect(
                try await command("/join", as: nil, intake).text.contains("prometheus"), "a key is nobody who joins")
            #expect(try await command("/role scribe @ann she types fast", intake).text.hasSuffix("is now scribe."))
            #expect(try await command("/role @first commander", intake).text == "First is now incident commander.")
            #expect(try await command("/engage primary @owner", intake).text.contains("Owner"))
            #expect(try await command("/engage @owner", intake).isPrivate)
            let who = try await command("/role", intake)
            #expect(who.isPrivate && who.text.contains("First <first@example.org>: incident commander"), "\(who.text)")
            #expect(who.text.contains("<ann@example.net>: scribe") && who.text.contains("Owner"))
            // Who leads hands over first, or insists.
            let refused = try await command("/leave", intake)
            #expect(refused.isPrivate && refused.text.contains("hand over"), "\(refused.text)")
            #expect(try await command("/leave insist night", intake).text == "First left INC-1.")
            #expect(try await shown(intake)["commander"] == .null)
            #expect(try await command("/leave", intake).isPrivate, "they are gone")
        }
    }

    @Test func anObserverWhoSaysThreeThingsTakesPart() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            for _ in 0..<4 { _ = try await say("I am nobody yet", as: "ann@example.net", intake) }
            _ = try await command("/join observer", as: "ann@example.net", intake)
            func roles() async throws -> [String] {
                try await intake.database.run(
                    sql: "select roles::text from core.participant where email = 'ann@example.net'")
            }
            for text in ["It is slow here", "/timeline", "/help", "And in the other shop"] {
                _ = try await say(text, as: "ann@example.net", key: text, intake)
                _ = try await say(text, as: "ann@example.net", key: text, intake)
            }
            _ = try await say("It is slow here", as: "second@example.org", intake)
            #expect(try await roles() == ["{observer}"], "twice, however often it was sent, and commands do not count")
            // The third and the fourth at once make one participant.
            try await intake.second { other in
                async let one = say("I am on it", as: "ann@example.net", intake)
                async let two = say("It is the till", as: "ann@example.net", other)
                _ = try await (one, two)
            }
            _ = try await say("Indeed", as: "ann@example.net", intake)
            #expect(try await roles() == ["{participant}"])
            let lines = try await intake.database.run(
                sql:
                    "select text from core.timeline where kind = 'participant' and actor = 'ann@example.net' order by id"
            )
            #expect(lines.count == 2 && lines.last?.hasSuffix("is now participant") == true, "\(lines)")
        }
    }

    @Test func reportsQuestionsAndTasksAreWritten() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            #expect(try await command("/report", intake).text.contains("Nobody has reported"))
            let reported = try await command("/report All is down\nactions: restarting\nneeds: a DBA", intake)
            #expect(!reported.isPrivate)
            let report = try await intake.get("\(Self.incident)/reports").json["items"]?[0]
            #expect(report?["conditions"] == "All is down" && report?["actions"] == "restarting")
            #expect(report?["needs"] == "a DBA" && report?["author"] == "first@example.org")
            #expect(
                try await command("/report", as: "second", intake).text.hasPrefix("All is down\nActions: restarting"))
            #expect(try await command("/question ! Who did it?", intake).text == "Question 1: Who did it?")
            #expect(try await command("/question Why?", as: "second", intake).text == "Question 2: Why?")
            let answered = try await command("/answer 1 A mole\nsource: the camera", as: "second", intake)
            #expect(answered.text == "Question 1 is answered: A mole")
            let question = try await shown(intake)["questions"]?[0]
            #expect(
                question?["answer"] == "A mole" && question?["source"] == "the camera" && question?["mandatory"] == true
            )
            #expect(question?["answered_by"] == "second@example.org", "they are known by their name, too")
            #expect(
                try await command("/question", intake).text
                    == "1. Who did it? A mole (second@example.org)\n2. Why? open")
            // What is to be done is not lost over a name.
            let kept = try await command("/task @nobdy count the money by 2h", intake)
            #expect(kept.text.contains("nobdy") && kept.text.contains("Task "), "\(kept.text)")
            let due = "select round(extract(epoch from due - created_at) / 3600)::int from core.task"
            #expect(try await intake.database.run(sql: due) == ["24"])
            _ = try await intake.database.run(sql: "truncate core.task cascade")
            let made = try await command("/task @owner @second look at the till by 2h", intake)
            #expect(try await intake.database.run(sql: due) == ["2"])
            let task = try await shown(intake)["tasks"]?[0]
            #expect(
                task?["owner"] == "owner@example.org"
                    && task?["assignees"] == ["owner@example.org", "second@example.org"])
            #expect(task?["source"] == "conversation" && task?["text"] == "look at the till")
            let end = String((task?["id"]?.stringValue ?? "").suffix(6))
            #expect(made.text.hasPrefix("Task \(end) for owner@example.org, second@example.org, due "), "\(made.text)")
            #expect(try await command("/task", intake).text.contains("\(end) owner@example.org"))
            #expect(
                try await command("/task done \(end) it was a disk", as: "owner", intake).text.hasPrefix(
                    "Task \(end) is done"))
            #expect(try await shown(intake)["tasks"]?[0]?["resolved_by"] == "owner@example.org")
            #expect(try await command("/task", intake).text == "Nothing is left to do.")
        }
    }

    @Test func aPageIsAnsweredAndPassedOn() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            _ = try await intake.database.run(
                sql: """
                    insert into paging.escalation (id, incident_id, policy, plan, urgency, turns, due, taken)
                    select core.uuid_v7(), id, 'p', '{"name":"p","steps":[{"targets":["primary"],"wait":"5m"}],
                        "repeat":0,"acknowledgement_expires":"1h","last_resort":["owner@example.org"]}', 'high', 1,
                        now() + interval '5 minutes', 1 from core.incident;
                    insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                        state, subject, body, due_at)
                    select core.uuid_v7(), id, incident_id, 0, 'first@example.org', 'high', 'p', 'step 1', 'rota primary',
                        'sent', '', '', now() from paging.escalation
                    """)
            #expect(try await command("/page", intake).text == "first@example.org, step 1, sent")
            let moved = try await command("/page @second", intake)
            #expect(moved.text == "The page to first@example.org is reassigned." && !moved.isPrivate, "\(moved.text)")
            #expect(try await command("/page ack", intake).text.hasSuffix("is acknowledged."))
            let snoozed = try await command("/page snooze 30", intake)
            #expect(snoozed.text.hasSuffix("is snoozed."), "\(snoozed.text)")
            #expect(try await command("/page resolve", intake).text.hasSuffix("is resolved."))
            #expect(try await intake.database.run(sql: "select state from paging.escalation") == ["resolved"])
            let over = try await command("/page escalate", intake)
            #expect(over.isPrivate && over.text.contains("needs nobody"), "\(over.text)")
        }
    }

    // MARK: Rights

    /// A key may see more than the author whom it names.
    @Test func aRestrictedIncidentIsThereForThoseAloneWhoTakePart() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake, type: "breach")
            for text in ["/join", "/status stable", "/timeline", "/role", "/task spy"] {
                let here = try await command(text, as: "stranger@example.org", intake)
                #expect(here.isPrivate && here.text.hasPrefix("there is no incident"), "\(text): \(here.text)")
                let verb = text.split(separator: " ")[0]
                let there = try await command("\(verb) INC-1", as: "stranger@example.org", in: "general", intake)
                #expect(there.isPrivate && there.text == "there is no incident INC-1", "\(text): \(there.text)")
            }
            #expect(try await shown(intake)["version"] == 1)
            let said = try await say("It was the gardener", as: "stranger@example.org", intake)
            let pins = "/api/v1/conversations/inc-1/messages/\(said["id"]?.stringValue ?? "")/pins"
            #expect(try await intake.post(pins, ["author": "stranger@example.org"]).status == 404)
            // Its commander may, and what is said of it elsewhere is for them alone.
            let told = try await command(
                "/timeline INC-1 It was the cook", as: "second@example.org", in: "general", intake)
            #expect(told.isPrivate && told.text == "It stands in the timeline of INC-1.")
            #expect(try await command("/status stable", as: "second@example.org", intake).text == "INC-1 is stable.")
        }
    }
}
