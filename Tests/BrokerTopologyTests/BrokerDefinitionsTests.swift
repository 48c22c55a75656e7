import Contracts
import JSON
import Testing

@testable import BrokerTopology

@Suite struct BrokerDefinitionsTests {
    private let topology: Topology
    private let definitions: BrokerDefinitions

    init() throws {
        topology = try TopologyFixture.read()
        definitions = BrokerDefinitions(topology)
    }

    private func arguments(_ queue: String) throws -> JSONObject {
        try #require(definitions.queues.first { $0.name == queue }).arguments
    }

    private func permission(_ user: String) throws -> BrokerDefinitions.Permission {
        try #require(definitions.permissions.first { $0.user == user })
    }

    @Test func givesEveryWorkerItsQueues() {
        #expect(
            definitions.queues.map(\.name).filter { $0.hasPrefix("notifier") } == [
                "notifier", "notifier.dead", "notifier.retry.10m", "notifier.retry.10s", "notifier.retry.1m",
                "notifier.retry.1s",
            ])
        #expect(!definitions.queues.contains { $0.name == "dead-letter-keeper.dead" })
    }

    @Test func putsEverythingThatSafetyDependsOnIntoArguments() throws {
        #expect(
            try arguments("notifier") == [
                "x-queue-type": "quorum", "x-overflow": "reject-publish", "x-dead-letter-exchange": "notifier",
                "x-dead-letter-routing-key": "dead", "x-dead-letter-strategy": "at-least-once",
                "x-delivery-limit": 20,
            ])
        #expect(
            try arguments("notifier.retry.10s") == [
                "x-queue-type": "quorum", "x-overflow": "reject-publish", "x-dead-letter-exchange": "notifier",
                "x-dead-letter-routing-key": "work", "x-dead-letter-strategy": "at-least-once",
                "x-message-ttl": 10_000,
            ])
        for policy in definitions.policies where policy.name != "muster-keep" {
            #expect(policy.definition.keys == ["max-length-bytes"])
        }
    }

    @Test func keepsWithoutAnyLimit() throws {
        let keeping: JSONObject = ["x-queue-type": "quorum", "x-overflow": "reject-publish"]
        for queue in ["notifier.dead", "unroutable", "dead-letter-keeper"] { #expect(try arguments(queue) == keeping) }
        for policy in definitions.policies where policy.name != "muster-keep" {
            let pattern = try Regex(policy.pattern)
            for name in ["notifier.dead", "unroutable", "xnotifier", "notifierx", "notifier.retry.1sx"] {
                #expect(name.firstMatch(of: pattern) == nil)
            }
        }
    }

    /// From RabbitMQ 4.0 on a queue that says nothing drops what came back 20 times, and these have nowhere to drop it to.
    @Test func whatKeepsDropsNothingHoweverOftenItComesBack() throws {
        let policy = try #require(definitions.policies.first { $0.name == "muster-keep" })
        #expect(policy.definition == ["delivery-limit": 1_000_000_000])
        let pattern = try Regex(policy.pattern)
        for name in ["notifier.dead", "intake.dead", "unroutable"] { #expect(name.wholeMatch(of: pattern) != nil) }
        for name in ["notifier", "notifier.retry.1m", "xnotifier.dead", "notifierxdead"] {
            #expect(name.firstMatch(of: pattern) == nil)
        }
    }

    @Test func bindsEveryFactToItsConsumersOrToUnheard() {
        for fact in MessageCatalogue.facts {
            let bindings = definitions.bindings.filter { $0.source == "incidents" && $0.routingKey == fact.routingKey }
            let heard = topology.workers.contains { $0.consumes.contains { $0.keys.contains(fact.routingKey) } }
            #expect(heard == !bindings.contains { $0.destination == "unheard" })
            #expect(!bindings.isEmpty)
        }
        #expect(
            definitions.bindings.contains(
                .init(source: "alerts", destination: "intake", destinationType: "queue", routingKey: "#")))
    }

    @Test func givesEveryPublishableExchangeTheAlternate() {
        for exchange in definitions.exchanges where !exchange.isInternal {
            #expect(exchange.arguments == ["alternate-exchange": "unroutable"])
        }
    }

    @Test func givesWorkersWhatIsTheirsAlone() throws {
        let notifier = try permission("notifier")
        #expect(notifier.configure == "^$")
        #expect(notifier.write == "^(incidents|notifier)$")
        #expect(notifier.read == "^notifier$")
        let keeper = try permission("dead-letter-keeper")
        #expect(
            keeper.write
                == "^(cost-calculator|dead-letter-keeper|intake|notifier|paging|playbook-runner|"
                + "resource-creator|task-tracker)$")
        #expect(
            keeper.read
                == "^(dead-letter-keeper|(cost-calculator|intake|notifier|paging|playbook-runner|"
                + #"resource-creator|task-tracker)\.dead)$"#
        )
        #expect(try permission("intake").write == "^(incidents|playbooks|intake)$")
        #expect(!definitions.users.contains { $0.name == "guest" })
    }

    @Test func givesADetectorOneSource() throws {
        let detector = try DetectorUser(source: "edge-1", topology)
        #expect(detector.name == "detector-edge-1")
        #expect(detector.permission.configure == "^$")
        #expect(detector.permission.write == "^alerts$")
        #expect(detector.permission.read == "^$")
        let key = try Regex(detector.topicPermission.write)
        #expect("native.edge-1".firstMatch(of: key) != nil)
        for other in ["native.edge-2", "native.edge-1.x", "native.xedge-1", ".edge-1", "a.b.edge-1", "edge-1"] {
            #expect(other.firstMatch(of: key) == nil)
        }
        for name in ["", "A", "a.b", "a|b", "1a", "a b"] {
            #expect(throws: TopologyError.self) { try DetectorUser(source: name, topology) }
        }
    }

    /// Who does steps of playbooks gets its own, and answers under its own name.
    @Test func givesAnIntegrationItsOwnTasksAlone() throws {
        let topology = try TopologyFixture.read(
            replacing: ["integrations/look_up.yaml": "integration: look_up\n"])
        let definitions = BrokerDefinitions(topology)
        let queue = try #require(definitions.queues.first { $0.name == "task.look_up" })
        #expect(queue.arguments["x-queue-type"] == "quorum" && queue.arguments["x-overflow"] == "reject-publish")
        #expect(
            definitions.bindings.contains(
                .init(
                    source: "playbooks", destination: "task.look_up", destinationType: "queue",
                    routingKey: "task.look_up")))
        let permission = try #require(definitions.permissions.first { $0.user == "integration-look_up" })
        #expect(permission.configure == "^$" && permission.write == "^playbooks$")
        #expect(permission.read == #"^task\.look_up$"#)
        let key = try Regex(try #require(definitions.topicPermissions.first).write)
        #expect("result.look_up".wholeMatch(of: key) != nil)
        for other in ["result.look_upx", "result.other", "task.look_up", "execution.advance.v1"] {
            #expect(other.firstMatch(of: key) == nil)
        }
        let keep = try Regex(try #require(definitions.policies.first { $0.name == "muster-keep" }).pattern)
        #expect("task.look_up".wholeMatch(of: keep) != nil)
        let fault = #expect(throws: TopologyError.self) {
            try TopologyFixture.read(replacing: ["integrations/look_up.yaml": "integration: other\n"])
        }
        #expect(fault?.description.hasPrefix("integrations/look_up.yaml:1: ") == true)
    }

    @Test func exportsTheSameEveryTime() throws {
        let text = definitions.export(virtualHost: "muster").text(.pretty)
        #expect(text == BrokerDefinitions(try TopologyFixture.read()).export(virtualHost: "muster").text(.pretty))
        #expect(definitions.digest.count == 64)
        let other = try TopologyFixture.read(replacing: ["queues/notifier.yaml": "worker: notifier\n"])
        #expect(BrokerDefinitions(other).digest != definitions.digest)
    }

    /// Imported with an empty hash, a user can no longer log in, whatever its password was.
    @Test func exportsNoUserWithoutAPassword() throws {
        let without = definitions.export(virtualHost: "v")
        for key in ["users", "permissions", "topic_permissions"] { #expect(without[key] == []) }
        let hash = PasswordHash(password: "secret")
        let with = definitions.export(virtualHost: "v", passwords: ["intake": hash])
        #expect(with["users"]?.arrayValue?.map { $0["name"] } == ["intake"])
        #expect(with["users"]?.arrayValue?.map { $0["password_hash"] } == [.string(hash.text)])
        #expect(with["permissions"]?.arrayValue?.map { $0["user"] } == ["intake"])
    }
}
