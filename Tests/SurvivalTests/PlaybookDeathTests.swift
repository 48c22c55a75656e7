import Foundation
import JSON
import TestServers
import Testing

/// The playbook-runner is killed at its work: the history is that of a run that nobody disturbed, each step once.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PlaybookDeathTests {
    private static let organisation = Organisation.yaml(resources: ["ticket"])
    private static let others = ["intake", "resource-creator", "notifier", "dead-letter-keeper"]

    /// A line, a short wait, a question to an integration outside, another line.
    private static let playbook: JSON = [
        "StartAt": "Say",
        "States": [
            "Say": [
                "Type": "Task", "Resource": "arn:aws:lambda:::function:timeline_entry",
                "Parameters": ["text": "looking"], "ResultPath": .null, "Next": "Rest",
            ],
            "Rest": ["Type": "Wait", "Seconds": 5, "Next": "Ask"],
            "Ask": [
                "Type": "Task", "Resource": "arn:aws:lambda:::function:lookup", "ResultPath": "$.found",
                "Next": "Tell",
            ],
            "Tell": [
                "Type": "Task", "Resource": "arn:aws:lambda:::function:timeline_entry",
                "Parameters": ["text": "found it"], "ResultPath": .null, "End": true,
            ],
        ],
    ]

    private func start(_ stack: Stack, _ name: String, of incident: String) async throws -> String {
        let execution = try await stack.deliver(
            "POST", "/api/v1/playbooks/search/executions",
            ["input": ["host": "web-1"], "name": .string(name), "incident": .string(incident)], key: UUID().uuidString)
        return try #require(execution["id"]?.stringValue)
    }

    private func history(_ stack: Stack, _ id: String) async throws -> [String] {
        try await stack.texts(
            """
            select number || ' ' || type || ' ' || regexp_replace(event, '"timestamp":"[^"]*",', '') as t
            from playbook_runner.history where execution_id = '\(id)' order by number
            """)
    }

    /// The queue of the integration, as its file in `Topology/integrations` makes it.
    private func declareQueue(_ stack: Stack) async throws {
        let queue: JSON = ["durable": true, "arguments": ["x-queue-type": "quorum"]]
        _ = try await stack.servers.management("PUT", "/api/queues/\(stack.host.name)/task.lookup", body: queue)
        _ = try await stack.servers.management(
            "POST", "/api/bindings/\(stack.host.name)/e/playbooks/q/task.lookup", body: ["routing_key": "task.lookup"])
    }

    /// Takes the question from the integration's queue, and answers it as its broker user would.
    private func answer(_ stack: Stack, _ id: String) async throws {
        var token: String?
        try await eventually("the integration is asked") {
            let taken = try await stack.servers.management(
                "POST", "/api/queues/\(stack.host.name)/task.lookup/get",
                body: ["count": 1, "ackmode": "ack_requeue_false", "encoding": "auto"])
            guard let text = taken[0]?["payload"]?.stringValue else { return false }
            let data = try JSON.parse(Array(text.utf8))["data"]
            #expect(data?["execution"] == .string(id) && data?["input"] == ["host": "web-1"])
            token = data?["token"]?.stringValue
            return true
        }
        let body: JSON = ["token": .string(try #require(token)), "output": ["owner": "ana"]]
        try await stack.publish(
            body.text(), to: "playbooks", "result.lookup", type: "lookup", id: UUID().uuidString)
    }

    private func awaitEnd(_ stack: Stack, _ id: String) async throws {
        try await eventually("the execution ends") {
            try await stack.count(
                "select count(*) as n from playbook_runner.execution where id = '\(id)' and status = 'SUCCEEDED'") == 1
        }
    }

    private func awaitState(_ stack: Stack, _ id: String, _ state: String) async throws {
        try await eventually("it is in \(state)") {
            try await stack.count(
                """
                select count(*) as n from playbook_runner.execution where id = '\(id)' and active = '{\(state)}'
                """) == 1
        }
    }

    /// Kills the runner while it waits for a lock inside of its transaction, and starts another one.
    private func killing(_ stack: Stack, _ worker: StackProcess, when body: () async throws -> Void) async throws
        -> StackProcess
    {
        try await stack.holding("lock table playbook_runner.history in exclusive mode") {
            try await body()
            try await stack.awaitLock(of: "playbook-runner")
            await worker.kill()
            try await stack.endSessions(of: "playbook-runner")
        }
        return try await stack.start("playbook-runner")
    }

    /// Alert, investigation and execution commit as one: intake is killed on the way and its sender sends again, then the runner is.
    @Test func anAlertStartsItsPlaybookOnceWhoeverIsKilled() async throws {
        let route = "  - { name: login, match: { labels: { kind: login } }, action: playbook, playbook: look }\n"
        try await Stack.run(organisation: Self.organisation + route) { stack in
            let intake = try await stack.start("intake")
            try await stack.start(["resource-creator", "notifier", "dead-letter-keeper"])
            let playbook: JSON = [
                "StartAt": "Open",
                "States": [
                    "Open": [
                        "Type": "Task", "Resource": "arn:aws:lambda:::function:open_incident",
                        "Parameters": ["description": "Seen twice"], "End": true,
                    ]
                ],
            ]
            _ = try await stack.deliver(
                "PUT", "/api/v1/playbooks/look", ["text": .string(playbook.text())], key: nil)
            let alert: JSON = [
                "title": "Odd login", "dedup_key": "ana", "severity": "warning", "labels": ["kind": "login"],
            ]
            async let delivered = stack.deliver("POST", "/api/v1/alerts", alert, key: "ana-1")
            try await stack.holding("lock table playbook_runner.execution in exclusive mode") {
                try await stack.awaitLock(of: "intake")
                await intake.kill()
                try await stack.endSessions(of: "intake")
            }
            try await stack.start("intake")
            let answer = try await delivered
            #expect(answer["alerts"]?[0]?["playbook"]?["status_id"] == "open", "\(answer)")
            let id = try #require(answer["alerts"]?[0]?["playbook"]?["execution"]?.stringValue)
            let worker = try await stack.holding("lock table playbook_runner.history in exclusive mode") {
                let worker = try await stack.start("playbook-runner")
                try await stack.awaitLock(of: "playbook-runner")
                return worker
            }
            await worker.kill()
            try await stack.start("playbook-runner")
            try await awaitEnd(stack, id)
            try await stack.awaitAssembled(1)
            for table in ["playbook_runner.execution", "playbook_runner.investigation", "core.alert", "core.incident"] {
                #expect(try await stack.count("select count(*) as n from \(table)") == 1, "\(table)")
            }
            try await stack.expectWhole()
        }
    }

    @Test func killedBetweenClaimAndCommitItRepeatsNothing() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await declareQueue(stack)
            try await stack.start(Self.others)
            let incident = try await stack.report("Payments are refused")
            let url = try #require(stack.intakeURL)
            let file = stack.folder.appendingPathComponent("search.asl.json")
            try Data(Self.playbook.text().utf8).write(to: file)
            let applied = try await stack.muster(["playbook", "apply", file.path], as: url)
            #expect(applied == "Applied search version 1.\n")
            var worker = try await stack.start("playbook-runner")
            let undisturbed = try await start(stack, "undisturbed", of: incident)
            try await answer(stack, undisturbed)
            try await awaitEnd(stack, undisturbed)

            // At its start, at the end of its wait, and at the result of its step.
            var id = ""
            worker = try await killing(stack, worker) { id = try await start(stack, "disturbed", of: incident) }
            try await awaitState(stack, id, "Rest")
            worker = try await killing(stack, worker) {}
            try await awaitState(stack, id, "Ask")
            worker = try await killing(stack, worker) { try await answer(stack, id) }
            try await stack.start("playbook-runner")
            try await awaitEnd(stack, id)
            try await stack.expectWhole()
            let expected = try await history(stack, undisturbed)
            #expect(expected.last?.hasPrefix("19 ExecutionSucceeded") == true, "\(expected)")
            #expect(try await history(stack, id) == expected)
            let shown = try await stack.muster(["playbook", "show", id], as: url)
            #expect(shown.contains("SUCCEEDED") && shown.contains("TaskStateEntered"), "\(shown)")
            for text in ["looking", "found it"] {
                #expect(try await stack.count("select count(*) as n from core.timeline where text = '\(text)'") == 2)
            }
            #expect(
                try await stack.count(
                    "select count(*) as n from playbook_runner.outbox where type = 'muster.step.requested.v1'") == 2)
        }
    }
}
