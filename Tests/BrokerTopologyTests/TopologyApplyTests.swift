import AMQP
import BrokerTopology
import JSON
import TestServers
import Testing

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .serialized, .timeLimit(.minutes(10)))
struct TopologyApplyTests {
    @Test func changesNothingWhenAppliedAgain() async throws {
        try await BrokerFixture.with(applied: false) { fixture in
            let first = try await fixture.management.apply(fixture.topology, secrets: fixture.secrets)
            #expect(!first.isEmpty)
            let before = try await fixture.servers.management("GET", "/api/definitions/\(fixture.host.name)")
            #expect(try await fixture.management.apply(fixture.topology, secrets: fixture.secrets).isEmpty)
            #expect(try await fixture.management.check(fixture.topology, secrets: fixture.secrets).isEmpty)
            #expect(try await fixture.servers.management("GET", "/api/definitions/\(fixture.host.name)") == before)
        }
    }

    @Test func refusesAQueueWithOtherArgumentsAndTouchesNothing() async throws {
        try await BrokerFixture.with(applied: false) { fixture in
            try await fixture.session { (session: AMQPSession) async throws in
                _ = try await session.declareQueue(
                    "notifier", arguments: ["x-queue-type": .string("quorum"), "x-delivery-limit": .int(3)])
            }
            let error = await #expect(throws: TopologyError.self) {
                try await fixture.management.apply(fixture.topology, secrets: fixture.secrets)
            }
            #expect(error?.code == .conflict)
            #expect(error?.detail.contains("queue notifier: argument x-delivery-limit: expected 20, found 3.") == true)
            let queues = try await fixture.servers.management("GET", "/api/queues/\(fixture.host.name)")
            #expect(queues.arrayValue?.count == 1)
        }
    }

    @Test func findsAndRepairsDrift() async throws {
        try await BrokerFixture.with { fixture in
            let name = fixture.host.name
            try await fixture.session { (session: AMQPSession) async throws in
                try await session.unbindQueue("notifier", from: "incidents", routingKey: "incident.opened.v1")
                try await session.bindQueue("notifier", to: "incidents", routingKey: "incident.forgotten.v1")
                try await session.deleteQueue("intake.retry.1s")
            }
            try await fixture.servers.management(
                "PUT", "/api/permissions/\(name)/notifier", body: ["configure": ".*", "write": ".*", "read": ".*"])
            try await fixture.servers.management("DELETE", "/api/policies/\(name)/muster-retry")
            let found = Set(try await fixture.management.check(fixture.topology).map(\.object))
            #expect(
                found.isSuperset(of: [
                    "binding incidents → notifier (incident.opened.v1)",
                    "binding incidents → notifier (incident.forgotten.v1)", "queue intake.retry.1s",
                    "permission of notifier", "policy muster-retry",
                ]))
            try await fixture.management.apply(fixture.topology, secrets: fixture.secrets)
            #expect(try await fixture.management.check(fixture.topology, secrets: fixture.secrets).isEmpty)
        }
    }

    @Test func findsAPolicyThatReplacesOurs() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.servers.management(
                "PUT", "/api/policies/\(fixture.host.name)/catch-all",
                body: ["pattern": ".*", "apply-to": "queues", "priority": 99, "definition": ["max-length": 1000]])
            let found = try await fixture.management.check(fixture.topology)
            #expect(found.map(\.object) == ["policy catch-all"])
            #expect(found.first?.detail.contains("notifier.dead") == true)
        }
    }

    /// What is exported must be what RabbitMQ itself imports.
    @Test func exportsWhatTheBrokerImports() async throws {
        try await BrokerFixture.with(applied: false) { fixture in
            let name = fixture.host.name
            let definitions = BrokerDefinitions(fixture.topology).export(virtualHost: name)
            try await fixture.servers.management("POST", "/api/definitions", body: definitions)
            let left = try await fixture.management.check(fixture.topology, secrets: fixture.secrets)
            #expect(
                !left.isEmpty
                    && left.allSatisfy { $0.object.hasPrefix("permission of ") || $0.object.hasPrefix("user ") })
            try await fixture.management.apply(fixture.topology, secrets: fixture.secrets, settling: .zero)
            try await fixture.servers.management("POST", "/api/definitions", body: definitions)
            #expect(try await fixture.management.check(fixture.topology, secrets: fixture.secrets).isEmpty)
        }
    }

    @Test func listsQueues() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.session { (session: AMQPSession) async throws in
                _ = try await session.publish(BrokerFixture.message("a", to: "incidents", "incident.opened.v1"))
                _ = try await session.declareQueue("elsewhere")
            }
            try await eventually("the broker has counted") {
                let queues = try await fixture.management.queues(fixture.topology)
                let notifier = queues.first { $0.name == "notifier" }
                return notifier?.ready == 1 && notifier?.kind == .work && notifier?.worker == "notifier"
                    && queues.first { $0.name == "elsewhere" }?.kind == .foreign
                    && queues.first { $0.name == "intake.dead" }?.kind == .dead
            }
        }
    }

    @Test func saysWhatIsWrongWithTheAddress() async throws {
        let servers = try TestServers.shared()
        let port = try servers.setting("MUSTER_MANAGEMENT_PORT")
        let topology = try TopologyFixture.read()
        let stranger = try ManagementClient(url: "http://nobody:wrong@127.0.0.1:\(port)", virtualHost: "muster")
        let refused = await #expect(throws: TopologyError.self) { try await stranger.check(topology) }
        #expect(refused?.code == .notAuthorised)
        #expect(refused?.detail.contains("wrong") == false)
        let nowhere = try ManagementClient(url: "http://nobody:wrong@127.0.0.1:1", virtualHost: "muster")
        let absent = await #expect(throws: TopologyError.self) { try await nowhere.check(topology) }
        #expect(absent?.code == .unreachable)
    }
}
