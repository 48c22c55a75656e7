import AMQP
import Foundation
import JSON
import Postgres
import TestServers
import Testing

@testable import BrokerTopology
@testable import Operations

/// What a worker that is gone has left at a real broker.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct QueueRetirementTests {
    private struct Fixture {
        let host: TestVirtualHost
        let management: ManagementClient
        let session: AMQPSession
        let client: PostgresClient
        /// Without the worker that is gone.
        let topology: Topology
        let worker = "status-page"

        var retirement: QueueRetirement {
            QueueRetirement(
                of: worker, management: management, session: session, topology: topology, client: client,
                countInterval: .zero)
        }

        func carryOut(toDeadLetters: Bool = true) async throws -> Int {
            try await retirement.carryOut(
                retirement.plan(), toDeadLetters: toDeadLetters, patience: .seconds(12), by: "tests")
        }

        func publish(_ text: String, to exchange: String, _ key: String) async throws {
            let publication = Publication(
                exchange: exchange, routingKey: key,
                properties: AMQPProperties(
                    messageID: text, timestamp: 1_767_603_600,
                    headers: ["muster-attempt": 3, "x-foreign": "not passed on"]), body: Array(text.utf8))
            #expect(try await session.publish(publication) == .confirmed)
        }

        func queues() async throws -> Set<String> {
            Set(try await management.state().definitions.queues.map(\.name))
        }
    }

    /// A topology with one more worker was applied, and then one without it.
    private func with(_ body: (Fixture) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("topology-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: MigratedDatabase.topology, toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("worker: status-page\nconsumes:\n  incidents: [incident.opened.v1]\npublishes: [incidents]\n".utf8)
            .write(to: folder.appendingPathComponent("queues/status-page.yaml"))
        let former = try Topology(directory: folder.path)
        let topology = try Topology(directory: MigratedDatabase.topology)
        try await TestServers.shared().withVirtualHost { host in
            try await MigratedDatabase.with { _, client in
                let management = try ManagementClient(url: host.managementURL, virtualHost: host.name)
                try await management.apply(former, secrets: nil, settling: .zero)
                let applied = AppliedTopology(client: client)
                try await applied.record("former", workers: former.workers.map(\.name), by: "tests")
                try await applied.record("newest", workers: topology.workers.map(\.name), by: "tests")
                let session = try await AMQPSession.connect(
                    AMQPConfiguration(url: host.url, connectionName: "retirement-tests"))
                do {
                    try await body(
                        Fixture(
                            host: host, management: management, session: session, client: client, topology: topology))
                    await session.close()
                } catch {
                    await session.close()
                    throw error
                }
            }
        }
    }

    private func refusal(_ body: () async throws -> Void) async throws -> String {
        do {
            try await body()
            Issue.record("it was not refused")
            return ""
        } catch let error as OperationsError {
            return error.description
        }
    }

    @Test func whatWaitsIsKeptAndThenEverythingIsGone() async throws {
        try await with { fixture in
            try await fixture.publish("a fact", to: "incidents", "incident.opened.v1")
            try await fixture.publish("one to try again", to: "status-page", "retry.10m")
            try await fixture.publish("a dead one", to: "status-page", "dead")
            let others = try await fixture.queues().filter { !$0.hasPrefix("status-page") }

            let plan = try await fixture.retirement.plan()
            #expect(plan.waiting == 2 && plan.letters == 1)
            #expect(plan.remains.sources.map(\.routingKey) == ["incident.opened.v1"])
            let refused = try await refusal { _ = try await fixture.carryOut(toDeadLetters: false) }
            #expect(refused.contains("2 messages wait for status-page"), "\(refused)")
            #expect(try await fixture.retirement.plan() == plan, "nothing was changed")

            // Nobody takes the dead letters: they stay, and nothing is deleted.
            let stopped = try await refusal { _ = try await fixture.carryOut() }
            #expect(stopped.contains("status-page.dead has 3 messages"), "\(stopped)")
            #expect(try await fixture.queues().isSuperset(of: ["status-page", "status-page.dead"]))
            try await fixture.publish("another fact", to: "incidents", "incident.opened.v1")
            #expect(try await fixture.retirement.plan().waiting == 0, "nothing comes in any more")

            var letters: [String: AMQPProperties] = [:]
            while let letter = try await fixture.session.get("status-page.dead") {
                letters[letter.properties.messageID ?? ""] = letter.properties
                try await fixture.session.ack(letter.tag)
            }
            #expect(Set(letters.keys) == ["a fact", "one to try again", "a dead one"])
            let kept = try #require(letters["one to try again"]?.headers)
            #expect(kept["muster-error-code"] == "retired" && kept["muster-attempt"] == 3)
            #expect(kept["muster-first-failed-at"] == "2026-01-05T09:00:00.000Z" && kept["x-foreign"] == nil)

            #expect(try await fixture.carryOut() == 0)
            #expect(try await fixture.queues() == others)
            #expect(try await fixture.retirement.plan().remains.isNothing)
            let differences = try await fixture.management.check(fixture.topology)
            let wrong = differences.map(\.object).filter {
                $0.hasPrefix("queue") || $0.hasPrefix("exchange") || $0.hasPrefix("binding")
            }
            #expect(wrong.isEmpty, "\(wrong)")
            let applied = try await fixture.client.query("select unnest(workers) as w from core.applied_topology")
            #expect(try applied.allSatisfy { try $0.decode("w", as: String.self) != "status-page" })
            let audit = try await fixture.client.query("select target from core.audit where action = 'worker.retired'")
            #expect(try audit.first?.decode("target") == "status-page")
        }
    }

    @Test func onlyAWorkerThatIsGoneIsRetired() async throws {
        try await with { fixture in
            func plan(_ worker: String) async throws -> String {
                try await refusal {
                    _ = try await QueueRetirement(
                        of: worker, management: fixture.management, session: fixture.session,
                        topology: fixture.topology,
                        client: fixture.client
                    ).plan()
                }
            }
            let present = try await plan("notifier")
            #expect(present.contains("notifier is a worker of this release"))
            let foreign = try await plan("incidents")
            #expect(foreign.contains("workers that are gone: status-page"))
            // As long as the topology that was applied last has it, its facts would be unroutable without it.
            try await AppliedTopology(client: fixture.client).record("former", workers: ["status-page"], by: "tests")
            let applied = try await plan("status-page")
            #expect(applied.contains("muster topology apply"))
        }
    }

    @Test func aWorkerThatStillRunsIsNotRetired() async throws {
        try await with { fixture in
            let plan = try await fixture.retirement.plan()
            let busy = RetirementPlan(
                worker: plan.worker, remains: plan.remains,
                queues: [RetirementPlan.Queue(name: "status-page", messages: 0, consumers: 2)], unpublished: 0,
                timers: 0)
            let said = try await refusal { try fixture.retirement.check(busy, toDeadLetters: true) }
            #expect(said.hasPrefix("2 consumers still take from status-page"))
        }
    }
}
