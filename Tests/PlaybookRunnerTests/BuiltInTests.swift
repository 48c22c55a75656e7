import Capabilities
import Contracts
import FoundationEssentials
import Incident
import JSON
import LoopbackServers
import PlaybookDesk
import PlaybookStore
import TestServers
import Testing
import WorkerTesting

@testable import PlaybookRunner

/// The steps that the runner does itself.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct BuiltInTests {
    private static func one(_ integration: String, _ parameters: JSON) -> JSON {
        [
            "Step": [
                "Type": "Task", "Resource": RunnerFixture.function(integration), "Parameters": parameters, "End": true,
            ]
        ]
    }

    @Test func aRequestIsMadeOnceAndItsAnswerIsTheOutput() async throws {
        let server = try HTTPServer { request in
            request.path == "/missing"
                ? .answer("404 Not Found", body: "nothing here")
                : .answer("200 OK", ["Content-Type: application/json"], body: "{\"a\": 1}")
        }
        try await RunnerFixture.run(allowing: "127.0.0.0/8") { fixture in
            let url = server.url
            try await fixture.apply(
                Self.one("http_request", ["url": .string("\(url)/a"), "method": "POST", "json": ["b": 2]]),
                startAt: "Step")
            let id = try await fixture.start()
            let text = try #require(try await fixture.execution(id).output)
            let output = try JSON.parse(text)
            #expect(output["status_code"] == 200 && output["json"] == ["a": 1])
            #expect(server.requests.map(\.method) == ["POST"])
            #expect(server.requests.first?.headers["Idempotency-Key"] != nil)
            #expect(server.requests.first?.body == Array(#"{"b":2}"#.utf8))
            try await fixture.apply(Self.one("http_request", ["url": .string("\(url)/missing")]), startAt: "Step")
            #expect(try await fixture.outcome(fixture.start()) == "FAILED States.Http.StatusCode.404")
            try await fixture.apply(Self.one("http_request", ["address": "x"]), startAt: "Step")
            #expect(try await fixture.outcome(fixture.start()) == "FAILED InvalidParameters")
        }
    }

    @Test func anAddressInsideIsNotAsked() async throws {
        let server = try HTTPServer { _ in .answer("200 OK") }
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.one("http_request", ["url": .string(server.url)]), startAt: "Step")
            #expect(try await fixture.outcome(fixture.start()) == "FAILED InvalidParameters")
            #expect(server.requests.isEmpty)
        }
    }

    @Test func theIncidentGetsALineAndATask() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Say": [
                        "Type": "Task", "Resource": RunnerFixture.function("timeline_entry"),
                        "Parameters": ["text.$": "States.Format('{} is known', $.hash)"], "ResultPath": .null,
                        "Next": "Do",
                    ],
                    "Do": [
                        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                        "Parameters": [
                            "FunctionName": "create_task",
                            "Payload": ["text": "Isolate the host", "owner": "bob@example.org"],
                        ], "OutputPath": "$.Payload.owner", "End": true,
                    ],
                ], startAt: "Say")
            let id = try await fixture.start("triage", ["hash": "44d8"], ofIncident: true)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "bob@example.org""#)
            #expect(try await fixture.timeline().contains("44d8 is known"))
            #expect(
                try await fixture.rows("select text || ' ' || owner from core.task") == [
                    "Isolate the host bob@example.org"
                ])
            #expect(
                try await fixture.rows("select count(distinct xmin::text) from playbook_runner.history") == ["1"],
                "rows of this database need no second turn")
            let lonely = try await fixture.start("triage", ["hash": "44d8"])
            #expect(try await fixture.outcome(lonely) == "FAILED InvalidParameters")
        }
    }

    private static let question: JSON = [
        "Ask": [
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": 600,
            "Parameters": [
                "FunctionName": "prompt", "Payload": ["text": "Was it you?", "choices": ["yes", "no"]],
            ], "End": true,
        ]
    ]

    private func token(in mail: String) throws -> String {
        let line = try #require(mail.split(separator: "\n").first { $0.contains("playbook answer ") })
        return try #require(line.split(separator: " ").dropFirst(3).first.map(String.init))
    }

    @Test func aQuestionIsMailedAndTheFirstAnswerCounts() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.question, startAt: "Ask")
            let id = try await fixture.start(ofIncident: true)
            let mail = try #require(fixture.post.mails.first)
            #expect(fixture.post.mails.map(\.to) == ["lead@example.org"], "the commander, since nobody is named")
            #expect(mail.subject.contains("triage asks: Was it you?"))
            let token = try token(in: mail.body)
            #expect(token.utf8.count >= 32)
            #expect(
                try await fixture.rows("select count(*) from playbook_runner.task where secret is not null") == ["0"],
                "the token is nowhere any more")
            let waiting = try await fixture.desk.execution(id, for: .system).waiting
            #expect(waiting.map(\.words) == ["somebody's answer"])
            func answer(_ output: JSON) async throws {
                _ = try await fixture.desk.answer(
                    AnswerRequest(token: token, output: output), actor: "bob", idempotency: nil, trace: nil)
            }
            await #expect(throws: PlaybookDeskError.self, "it is none of the choices") { try await answer("maybe") }
            try await answer("no")
            let second = await #expect(throws: PlaybookDeskError.self) { try await answer("yes") }
            #expect(second?.detail.contains("was answered by bob") == true)
            try await fixture.look(at: id)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "no""#)
            #expect(
                try await fixture.history(id).filter { $0.hasPrefix("Task") } == [
                    "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded",
                    "TaskStateExited",
                ])
        }
    }

    /// An answer that was taken is not lost because the time is up before the runner has it.
    @Test func anAnswerInTimeCountsAlsoWhenTheTimerIsFaster() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.question, startAt: "Ask")
            let id = try await fixture.start(ofIncident: true)
            let token = try token(in: fixture.post.mails.first?.body ?? "")
            _ = try await fixture.desk.answer(
                AnswerRequest(token: token, output: "yes"), actor: "bob", idempotency: nil, trace: nil)
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "yes""#)
        }
    }

    @Test func anAnswerThatComesTooLateIsRefused() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.question, startAt: "Ask")
            let id = try await fixture.start(ofIncident: true)
            let token = try token(in: fixture.post.mails.first?.body ?? "")
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == "FAILED States.Timeout")
            let late = await #expect(throws: PlaybookDeskError.self) {
                try await fixture.desk.answer(
                    AnswerRequest(token: token, output: "yes"), actor: "bob", idempotency: nil, trace: nil)
            }
            #expect(late?.detail.hasPrefix("the answer comes too late") == true)
        }
    }

    @Test func anIncidentStartsThePlaybooksOfItsTypeOnce() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["End": ["Type": "Succeed"]], startAt: "End")
            let opened = IncidentOpened(
                incident: IncidentReference(
                    id: fixture.incident, name: try await fixture.incidentName().description, version: 1),
                title: "Payments are refused", type: "outage", severity: "high", priority: "p1", visibility: .open,
                source: .report, drill: false)
            for _ in 0..<2 { #expect(await fixture.harness.handle(opened) == .done) }
            let ids = try await fixture.rows("select id from playbook_runner.execution")
            #expect(ids.count == 1)
            try await fixture.look(at: #require(ids.first.flatMap { UUID(uuidString: $0) }))
            #expect(
                try await fixture.rows(
                    "select name || ' ' || (input::jsonb #>> '{incident,title}') from playbook_runner.execution")
                    == ["\(try await fixture.incidentName())-opened Payments are refused"])
            let lines = try await fixture.timeline()
            #expect(lines.contains { $0.hasPrefix("Playbook missing did not start: there is no playbook missing") })
        }
    }
}
