import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore
import StatesLanguage
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// What people are told of executions: the outcome of each step, an end, and that somebody is needed.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TellingTests {
    private static func task(_ name: String, _ parameters: JSON = [:], next: String? = nil, timeout: Int? = nil) -> JSON
    {
        var state: JSONObject = [
            "Type": "Task", "Resource": RunnerFixture.function(name), "Parameters": parameters, "ResultPath": .null,
        ]
        if let timeout { state["TimeoutSeconds"] = .int(timeout) }
        if let next { state["Next"] = .string(next) } else { state["End"] = true }
        return .object(state)
    }

    private func answer(_ fixture: RunnerFixture, _ answer: JSONObject, from integration: String) async throws {
        let token = try #require(try await fixture.requests().last).token
        var answer = answer
        answer["token"] = .string(token)
        #expect(try await fixture.publish(.object(answer), from: integration) == .done)
    }

    @Test func eachOutcomeIsALineInItsOrderAndOnce() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Look": Self.task("lookup", next: "Say"),
                    "Say": Self.task("timeline_entry", ["text": "44d8 is known"], next: "Manual: isolate"),
                    "Manual: isolate": Self.task("create_task", ["text": "Isolate it"], next: "Manual: by hand"),
                    "Manual: by hand": ["Type": "Pass", "Next": "Ask again"],
                    "Ask again": Self.task("lookup", next: "End"), "End": ["Type": "Succeed"],
                ], startAt: "Look")
            let id = try await fixture.start(ofIncident: true)
            try await answer(fixture, ["output": ["secret": "hunter2"]], from: "lookup")
            for _ in 0..<2 { try await answer(fixture, ["output": true], from: "lookup") }
            let name = try await fixture.execution(id).name
            #expect(
                try await fixture.timeline() == [
                    "Playbook triage began (execution \(name))", "Step \"Look\" (lookup) is done", "44d8 is known",
                    "Step \"Manual: by hand\" is done", "Step \"Ask again\" (lookup) is done",
                    "Playbook triage is done (execution \(name)). Done: \"Look\", \"Say\", \"Ask again\"."
                        + " Remains for people: \"Manual: isolate\", \"Manual: by hand\".",
                ])
            #expect(
                try await fixture.rows(
                    "select state || ' ' || outcome from playbook_runner.step order by number") == [
                        "Look done", "Say done", "Manual: isolate done", "Manual: by hand done", "Ask again done",
                    ])
            #expect(
                try await fixture.rows("select count(*) from core.timeline where text like '%hunter2%'") == ["0"],
                "what comes of a step is nobody's but the playbook's")
            #expect(try await fixture.harness.announced(IncidentUpdated.self).isEmpty, "nobody is needed")
        }
    }

    @Test func aFailureIsToldInTheConversationWithStepCauseAndLink() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Look": Self.task("lookup", next: "Fetch"), "Fetch": Self.task("fetch", next: "Which"),
                    "Which": [
                        "Type": "Choice",
                        "Choices": [["Variable": "$.a", "IsPresent": true, "Next": "Close"]], "Default": "Tell",
                    ], "Close": Self.task("close"), "Tell": Self.task("tell"),
                ], startAt: "Look")
            let id = try await fixture.start(ofIncident: true)
            let version = try await fixture.rows("select version from core.incident")
            try await answer(fixture, ["output": 1], from: "lookup")
            try await answer(fixture, ["error": "Broken", "cause": "no\nanswer"], from: "fetch")
            #expect(try await fixture.outcome(id) == "FAILED Broken")
            let (name, incident) = (try await fixture.execution(id).name, try await fixture.incidentName())
            let last = try #require(try await fixture.timeline().last)
            #expect(
                last == "Playbook triage failed in \"Fetch\": Broken: no answer (execution \(name)). Done: \"Look\"."
                    + " Failed: \"Fetch\". Not reached: \"Close\", \"Tell\". See http://localhost:8080/incidents/\(incident)"
                    + " and muster playbook show \(UUIDText.string(from: id))")
            let news = try await fixture.harness.announced(IncidentUpdated.self)
            #expect(news.count == 1 && news.first?.changes == ["playbook"])
            #expect(
                try await fixture.rows("select id from core.timeline where text like 'Playbook triage failed%'")
                    == news[0].told.map { UUIDText.string(from: $0) })
            #expect(try await fixture.rows("select version from core.incident") == ["\(news[0].incident.version)"])
            #expect(version == ["\(news[0].incident.version - 1)"], "it is the incident's next version")
        }
    }

    /// Two that fail in one transaction make two versions, since news is told once of each.
    @Test func ofTwoFailuresAtOnceBothAreTold() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["No": ["Type": "Fail", "Error": "Wrong"]], startAt: "No")
            let incident = try await fixture.incidentName()
            var ids: [UUID] = []
            for name in ["one", "two"] {
                let answer = try await fixture.desk.start(
                    "triage", ExecutionRequest(name: name, incident: incident), actor: "ana", viewer: .system,
                    idempotency: nil, trace: nil)
                let id = try JSON.parse(answer.body)["id"]?.stringValue
                ids.append(try #require(id.flatMap { UUIDText.uuid(from: $0) }))
            }
            let turns = ExecutionTurns(fixture.harness.environment)
            let looks = ids.map { Look(execution: $0) }
            try await fixture.harness.environment.committer.commit { try await turns.take(looks, in: $0) }
            let versions = try await fixture.harness.announced(IncidentUpdated.self).map(\.incident.version)
            #expect(versions.count == 2 && Set(versions).count == 2)
            #expect(
                try await fixture.timeline().filter { $0.contains("failed in \"No\": Wrong") }.count == 2)
        }
    }

    @Test func whatIsNotAnsweredInTimeIsToldAndGoesOn() async throws {
        try await RunnerFixture.run { fixture in
            var look = Self.task("lookup", next: "End", timeout: 600).objectValue ?? [:]
            look["Catch"] = [["ErrorEquals": ["States.Timeout"], "Next": "End"]]
            try await fixture.apply(["Look": .object(look), "End": ["Type": "Succeed"]], startAt: "Look")
            let id = try await fixture.start(ofIncident: true)
            #expect(try await fixture.harness.timers().count == 1, "what ends by itself needs no watch")
            try await fixture.ring(id)
            #expect(try await fixture.execution(id).state == "SUCCEEDED")
            let lines = try await fixture.timeline()
            #expect(lines.contains("Step \"Look\" (lookup) was not answered in time"))
            #expect(lines.last?.hasSuffix(". Failed: \"Look\".") == true, "it did what it is for without that step")
        }
    }

    @Test func aSilentStepIsToldOnceAndNotWhenItWasAnswered() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                ["Look": Self.task("lookup", next: "Again"), "Again": Self.task("lookup")], startAt: "Look")
            let id = try await fixture.start(ofIncident: true)
            func watch() async throws -> Int {
                let key = try #require(try await fixture.harness.timers().first { $0.hasPrefix("silent/") })
                return try #require(key.split(separator: "/").dropFirst().first.flatMap { Int($0) })
            }
            let first = try await watch()
            func ring(_ step: Int) async throws {
                #expect(
                    await fixture.harness.handle(WakeExecution(execution: id, timer: 2_000_000_000 + step)) == .done)
            }
            try await ring(first)
            let line = try #require(try await fixture.timeline().last)
            #expect(line.contains("is stuck in \"Look\": it has waited for the integration lookup since "))
            #expect(line.contains("and nothing ends that") && line.contains("muster playbook show"))
            #expect(try await fixture.harness.announced(IncidentUpdated.self).count == 1)
            try await answer(fixture, ["output": 1], from: "lookup")
            let second = try await watch()
            #expect(second != first, "the watch of what is answered is over")
            try await ring(first)
            #expect(try await fixture.harness.announced(IncidentUpdated.self).count == 1)
            #expect(try await fixture.execution(id).state == "RUNNING")
        }
    }

    /// It is told when the execution goes on.
    @Test func ofAPausedOneASilentStepIsLookedAtAgain() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["Look": Self.task("lookup")], startAt: "Look")
            let id = try await fixture.start(ofIncident: true)
            let key = try #require(try await fixture.rows("select key from playbook_runner.timer").first)
            let step = try #require(key.split(separator: "/").dropFirst().first.flatMap { Int($0) })
            _ = try await fixture.desk.pause(id, actor: "ana", viewer: .system, trace: nil)
            _ = try await fixture.rows("delete from playbook_runner.timer")
            let ring = WakeExecution(execution: id, timer: 2_000_000_000 + step)
            #expect(await fixture.harness.handle(ring) == .done)
            #expect(try await fixture.rows("select key from playbook_runner.timer") == [key])
            #expect(try await fixture.harness.announced(IncidentUpdated.self).isEmpty)
        }
    }

    @Test func whatCameBeforeTheIncidentIsToldInIt() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Look": Self.task("lookup", next: "Open"),
                    "Open": Self.task("open_incident", ["title": "Odd"], next: "Then"), "Then": Self.task("lookup"),
                ], startAt: "Look")
            let id = try await fixture.start()
            try await answer(fixture, ["output": 1], from: "lookup")
            try await answer(fixture, ["output": 2], from: "lookup")
            let execution = try await fixture.execution(id)
            let lines = try await fixture.rows(
                """
                select t.text from core.timeline t join core.incident i on i.id = t.incident_id
                where i.name = '\(execution.incident ?? "")' and t.kind in ('opened', 'playbook') order by t.at, t.id
                """)
            #expect(
                lines == [
                    "Playbook triage began before it", "Step \"Look\" (lookup) is done",
                    "Opened by the playbook triage (execution \(execution.name))", "Step \"Then\" (lookup) is done",
                    "Playbook triage is done (execution \(execution.name)). Done: \"Look\", \"Open\", \"Then\".",
                ])
        }
    }
}
