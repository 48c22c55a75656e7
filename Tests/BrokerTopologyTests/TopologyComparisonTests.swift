import Foundation
import JSON
import Testing

@testable import BrokerTopology

@Suite struct TopologyComparisonTests {
    private let topology: Topology
    private var state = BrokerState()

    init() throws {
        topology = try TopologyFixture.read()
        state.definitions = BrokerDefinitions(topology)
    }

    private func compare(applicant: String = "muster-operator") throws -> [TopologyDifference] {
        try TopologyComparison(topology, state, secrets: nil, applicant: applicant).differences
    }

    @Test func findsNothingWhereNothingIsDifferent() throws {
        #expect(try compare().isEmpty)
    }

    @Test mutating func acceptsWhatIsOtherPeoples() throws {
        state.definitions.queues.append(.init(name: "analytics", arguments: [:]))
        state.definitions.queues.append(.init(name: "notifier-of-others", arguments: [:]))
        state.definitions.bindings.append(
            .init(source: "incidents", destination: "analytics", destinationType: "queue", routingKey: "#"))
        state.definitions.exchanges.append(.init(name: "theirs", type: "topic", isInternal: false, arguments: [:]))
        state.definitions.policies.append(
            .init(name: "theirs", pattern: "^analytics$", appliesTo: "queues", priority: 1, definition: [:]))
        state.definitions.permissions.append(
            .init(user: "analyst", configure: "^analytics$", write: "^analytics$", read: "^analytics$"))
        #expect(try compare().isEmpty)
    }

    @Test mutating func refusesArgumentsThatCannotChange() throws {
        let index = try #require(state.definitions.queues.firstIndex { $0.name == "notifier.retry.1s" })
        state.definitions.queues[index].arguments["x-message-ttl"] = 2000
        state.definitions.queues[index].arguments["x-dead-letter-strategy"] = nil
        let found = try compare()
        #expect(found.map(\.remedy) == [.refused, .refused])
        #expect(found.allSatisfy { $0.object == "queue notifier.retry.1s" && $0.kind == .argument })
        #expect(found[1].detail.hasPrefix("argument x-message-ttl: expected 1000, found 2000. "))
        #expect(found[0].detail.hasPrefix(#"argument x-dead-letter-strategy: expected "at-least-once", found none. "#))
    }

    @Test mutating func refusesAnExchangeOfAnotherType() throws {
        let index = try #require(state.definitions.exchanges.firstIndex { $0.name == "incidents" })
        state.definitions.exchanges[index].type = "fanout"
        state.definitions.exchanges[index].isDurable = false
        #expect(try compare().map(\.remedy) == [.refused, .refused])
    }

    @Test mutating func repairsWhatIsMissing() throws {
        state.definitions = BrokerDefinitions()
        let found = try compare()
        let repairs = try TopologyComparison(topology, state, secrets: nil, applicant: "a").repairs
        let wanted = BrokerDefinitions(topology)
        #expect(
            repairs.count == wanted.exchanges.count + wanted.queues.count + wanted.bindings.count
                + wanted.policies.count)
        // Users cannot be made without their passwords, and have no rights before.
        #expect(found.filter { $0.remedy == .left }.map(\.object).allSatisfy { $0.hasPrefix("user ") })
    }

    @Test mutating func removesBindingsOfAnOlderTopology() throws {
        let stray = BrokerDefinitions.Binding(
            source: "incidents", destination: "notifier", destinationType: "queue", routingKey: "incident.renamed.v1")
        state.definitions.bindings.append(stray)
        let comparison = try TopologyComparison(topology, state, secrets: nil, applicant: "a")
        #expect(comparison.repairs == [.removeBinding(stray)])
        #expect(comparison.differences.map(\.kind) == [.extra])
    }

    @Test mutating func leavesOldQueuesToAPerson() throws {
        state.definitions.queues.append(.init(name: "notifier.retry.5m", arguments: [:]))
        let found = try compare()
        #expect(found.map(\.object) == ["queue notifier.retry.5m"])
        #expect(found.map(\.remedy) == [.left])
    }

    @Test mutating func findsPoliciesThatReplaceOurs() throws {
        state.definitions.policies.append(
            .init(name: "catch-all", pattern: "^notifier", appliesTo: "all", priority: 10, definition: [:]))
        let found = try compare()
        #expect(found.map(\.object) == ["policy catch-all"])
        let ladder = ["10m", "10s", "1m", "1s"].map { "notifier.retry.\($0)" }
        let queues = (["notifier", "notifier.dead"] + ladder).joined(separator: ", ")
        #expect(found.allSatisfy { $0.kind == .policy && $0.remedy == .left })
        #expect(found.first?.detail.contains("(priority 10) is not the topology's, and applies to \(queues).") == true)
        #expect(found.first?.detail.contains("\n") == false)
    }

    @Test mutating func acceptsPoliciesThatOursReplace() throws {
        state.definitions.policies += [
            .init(name: "weak", pattern: "^notifier$", appliesTo: "queues", priority: 9, definition: [:]),
            .init(name: "exchanges", pattern: ".*", appliesTo: "exchanges", priority: 99, definition: [:]),
        ]
        #expect(try compare().isEmpty)
    }

    @Test(arguments: ["^notifier$", "[:not understood"])
    mutating func findsOperatorPoliciesAndPatternsItCannotRead(pattern: String) throws {
        state.operatorPolicies.append(
            .init(name: "limits", pattern: pattern, appliesTo: "queues", priority: 0, definition: [:]))
        #expect(try compare().map(\.object) == ["operator policy limits"])
    }

    @Test mutating func repairsPolicies() throws {
        state.definitions.policies[0].priority = 3
        state.definitions.policies.append(
            .init(name: "muster-old", pattern: ".*", appliesTo: "queues", priority: 1, definition: [:]))
        let comparison = try TopologyComparison(topology, state, secrets: nil, applicant: "a")
        #expect(
            comparison.repairs == [
                .setPolicy(BrokerDefinitions(topology).policies[0]), .removePolicy("muster-old"),
            ])
    }

    @Test mutating func repairsRights() throws {
        let index = try #require(state.definitions.permissions.firstIndex { $0.user == "notifier" })
        let wanted = state.definitions.permissions[index]
        state.definitions.permissions[index].write = ".*"
        state.definitions.topicPermissions.append(
            .init(user: "notifier", exchange: "incidents", write: ".*", read: ".*"))
        let comparison = try TopologyComparison(topology, state, secrets: nil, applicant: "a")
        #expect(comparison.repairs == [.setPermission(wanted), .removeTopicPermissions(user: "notifier")])
    }

    @Test mutating func findsUsersWhoGetAroundTheTopology() throws {
        state.definitions.users.append(.init(name: "guest", tags: ["administrator"]))
        state.definitions.permissions.append(.init(user: "stranger", configure: "^$", write: ".*", read: "^$"))
        let found = try compare()
        #expect(found.map(\.object) == ["user guest", "user stranger"])
        #expect(found.allSatisfy { $0.remedy == .left })
    }

    @Test mutating func repairsADetectorsRights() throws {
        state.definitions.users.append(.init(name: "detector-edge", tags: []))
        state.definitions.users.append(.init(name: "detector-of-another-virtual-host", tags: []))
        state.definitions.permissions.append(.init(user: "detector-edge", configure: "", write: ".*", read: ""))
        let comparison = try TopologyComparison(topology, state, secrets: nil, applicant: "a")
        let detector = try DetectorUser(source: "edge", topology)
        #expect(
            comparison.repairs == [.setTopicPermission(detector.topicPermission), .setPermission(detector.permission)],
            "it may not publish under any key for a moment")
    }

    @Test mutating func comparesPasswords() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("secrets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for user in state.definitions.users where user.tags.isEmpty {
            let path = directory.appendingPathComponent("\(user.name).amqp-password").path
            try Data("pass-\(user.name)\n".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            state.passwords[user.name] = PasswordHash(password: "pass-\(user.name)")
        }
        let secrets = SecretDirectory(path: directory.path)
        func compared() throws -> [TopologyDifference] {
            try TopologyComparison(topology, state, secrets: secrets, applicant: "muster-operator").differences
        }
        #expect(try compared().isEmpty)
        state.passwords["intake"] = PasswordHash(password: "another")
        #expect(try compared().map(\.kind) == [.password])
        let path = directory.appendingPathComponent("intake.amqp-password").path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(try #require(throws: TopologyError.self) { try compared() }.code == .invalidSecret)
        try FileManager.default.removeItem(atPath: path)
        #expect(try #require(throws: TopologyError.self) { try compared() }.code == .invalidSecret)
    }
}
