import Foundation
import JSON
import TestServers
import Testing

/// An upgrade without a worker that there was: its queues are retired under a running dead-letter-keeper.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct RetirementTests {
    /// Broker users belong to all virtual hosts: the name is this test's own.
    private let worker = "gone-\(UUID().uuidString.prefix(8).lowercased())"

    /// The topology of the checkout with one worker more.
    private func formerTopology(below folder: URL) throws -> String {
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let copy = folder.appendingPathComponent("Topology")
        try FileManager.default.copyItem(at: checkout.appendingPathComponent("Topology"), to: copy)
        try Data("worker: \(worker)\nconsumes:\n  incidents: [incident.opened.v1]\npublishes: [incidents]\n".utf8)
            .write(to: copy.appendingPathComponent("queues/\(worker).yaml"))
        return copy.path
    }

    @Test func whatAWorkerThatIsGoneHadWaitingIsADeadLetterAndItsQueuesAreGone() async throws {
        try await Stack.run { stack in
            let secret = "\(stack.servers.secretsDirectory)/\(worker).amqp-password"
            try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
            defer { try? FileManager.default.removeItem(atPath: secret) }
            try await stack.muster(
                "topology", "apply", "--from", formerTopology(below: stack.folder), "--secrets",
                stack.servers.secretsDirectory)
            try await stack.start(Stack.everything)
            let name = try await stack.report("Announced to a worker that is gone")
            try await stack.awaitAssembled(1)
            try await eventually("its message waits") {
                let dry = try await stack.runMuster(["queues", "retire", worker, "--dry-run", "--json"])
                #expect(dry.status == 1 && dry.errors.contains("muster topology apply"), "\(dry.errors)")
                return try await stack.servers.management("GET", "/api/queues/\(stack.host.name)/\(worker)")["messages"]
                    == 1
            }
            try await stack.applyTopology()

            let refused = try await stack.runMuster(["queues", "retire", worker])
            #expect(
                refused.status == 1 && refused.errors.contains("1 message waits for \(worker)"), "\(refused.errors)")
            let plan = try await stack.muster("queues", "retire", worker, "--to-dead-letters", "--dry-run")
            #expect(
                plan.contains("incident.opened.v1 of incidents") && plan.contains("1 message would become"), "\(plan)")
            let done = try await stack.musterJSON(["queues", "retire", worker, "--to-dead-letters"])
            #expect(done["moved"] == 1, "\(done)")

            try await stack.awaitLetters(1)
            let letter = try #require(try await stack.letters("waiting").first)
            #expect(letter["worker"]?.stringValue == worker && letter["error_code"] == "retired", "\(letter)")
            #expect(letter["incident"]?.stringValue == name)
            let queues = try await stack.servers.management("GET", "/api/queues/\(stack.host.name)").arrayValue ?? []
            #expect(!queues.contains { $0["name"]?.stringValue?.hasPrefix(worker) == true })
            let users = try await stack.servers.management("GET", "/api/users").arrayValue ?? []
            #expect(!users.contains { $0["name"]?.stringValue == worker })
            try await stack.muster("topology", "check")
            let again = try await stack.muster("queues", "retire", worker)
            #expect(again.contains("Nothing of \(worker) is left"))

            // The keeper that let go of it keeps the others' dead letters.
            let id = try #require(try await stack.texts("select core.uuid_v7()::text as t").first)
            try await stack.publish("{", to: "notifier", "work", type: "muster.incident.opened.v1", id: id)
            try await stack.awaitLetters(2)
            try await stack.muster("dead-letters", "discard", "--all")
            try await stack.expectWhole()
        }
    }
}
