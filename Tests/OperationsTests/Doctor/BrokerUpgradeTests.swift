import AMQP
import BrokerTopology
import Testing

@testable import Operations

/// What another release of RabbitMQ would change, for what is installed here.
@Suite struct BrokerUpgradeTests {
    private let topology: Topology

    init() throws {
        topology = try Topology(directory: MigratedDatabase.topology)
    }

    private var debian: BrokerInstallation {
        BrokerInstallation(
            version: "3.10.8", erlang: "25.2.3",
            queues: [
                .init(name: "notifier", type: "quorum", arguments: ["x-delivery-limit", "x-dead-letter-exchange"]),
                .init(name: "notifier.retry.1m", type: "quorum", arguments: ["x-dead-letter-exchange"]),
                .init(name: "notifier.dead", type: "quorum"), .init(name: "unroutable", type: "quorum"),
            ], policies: ["muster-keep": ["delivery-limit"], "muster-work": ["max-length-bytes"]])
    }

    private func checks(_ installation: BrokerInstallation, _ target: String) throws -> [String: Check] {
        let checks = try BrokerUpgrade(installation, topology: topology, to: target).checks
        return Dictionary(uniqueKeysWithValues: checks.map { ($0.name, $0) })
    }

    private func wrong(_ installation: BrokerInstallation, _ target: String) throws -> Set<String> {
        Set(try checks(installation, target).values.filter { !$0.isWell }.map(\.name))
    }

    @Test func aLineSaysEverythingUpToItsEnd() throws {
        let found = try checks(debian, "4.3")
        #expect(Set(found.values.filter { !$0.isWell }.map(\.name)) == ["way", "Erlang"])
        #expect(found["way"]?.detail.hasPrefix("3.10.8 to 4.3 goes through 3.11, 3.12, 3.13, 4.2") == true)
        for name in ["delivery limit", "attempts", "consumer timeout", "transient queues", "AMQP 1.0", "release"] {
            #expect(found[name]?.isWell == true)
        }
        #expect(found.values.allSatisfy { $0.isWell == ($0.fix == nil) })
    }

    @Test func whatIsThereAlreadyIsNoDifference() throws {
        var newer = debian
        newer.version = "4.2.5"
        newer.erlang = "27.1"
        let found = try checks(newer, "4.3")
        #expect(found["delivery limit"] == nil && found["AMQP 1.0"] == nil)
        #expect(found["attempts"] != nil)
        #expect(try wrong(newer, "4.3").isEmpty)
    }

    /// The letters of the dead: without the policy a broker of 4.0 drops them when they have come back 20 times.
    @Test func queuesThatWouldDropAreNamed() throws {
        var bare = debian
        bare.policies = [:]
        bare.queues.append(.init(name: "somebody", type: "quorum"))
        let check = try #require(try checks(bare, "4.0")["delivery limit"])
        #expect(!check.isWell)
        for name in ["notifier.dead", "unroutable", "somebody"] { #expect(check.detail.contains("\(name) would drop")) }
        #expect(!check.detail.contains("notifier would") && !check.detail.contains("notifier.retry"))
    }

    @Test func whatIsRefusedOrGoneIsNamed() throws {
        var old = debian
        old.queues += [
            .init(name: "fleeting", type: "classic", isDurable: false),
            .init(name: "reply", type: "classic", isDurable: false, isExclusive: true),
            .init(name: "lazy", type: "classic", arguments: ["x-queue-mode"]),
        ]
        old.policies["mirrors"] = ["ha-mode"]
        old.disabledFlags = ["khepri_db"]
        old.nodes = 2
        #expect(
            try wrong(old, "4.3") == [
                "way", "Erlang", "feature flags", "mirrored queues", "transient queues", "queue arguments", "Khepri",
            ])
        #expect(try checks(old, "4.3")["transient queues"]?.detail.hasPrefix("fleeting is neither") == true)
        #expect(try checks(old, "4.3")["queue arguments"]?.detail.hasPrefix("lazy has") == true)
    }

    @Test(arguments: [("4.3.0", false), ("4.2.6", false), ("4.3.1", true), ("4.2.7", true), ("4.3", true)])
    func releasesThatHideQueuesAreRefused(_ target: String, _ isWell: Bool) throws {
        #expect(try checks(debian, target)["passive declaration"]?.isWell == isWell)
    }

    @Test(arguments: [("4.3.4", false), ("4.3.5", true), ("4.3.7", true)])
    func theFirstOfTheLineAreAdvisedAgainst(_ target: String, _ isWell: Bool) throws {
        #expect(try checks(debian, target)["release"]?.isWell == isWell)
    }

    @Test(arguments: ["next", "4.4", "5.0", "3.9", "3.10.7"]) func otherTargetsAreRefused(_ target: String) {
        #expect(throws: OperationsError.self) { try checks(debian, target) }
    }

    // MARK: - The broker that runs

    @Test(arguments: ["4.2.6", "4.3.0"]) func theDoctorRefusesWhatHidesQueues(_ version: String) {
        #expect(!BrokerRelease.check(.init(ofBroker: version)).isWell)
    }

    @Test(arguments: ["4.3.1", "4.3.4"]) func theDoctorWarnsOfTheFirstOfTheLine(_ version: String) {
        let check = BrokerRelease.check(.init(ofBroker: version))
        #expect(check.isWell && check.fix == "Upgrade to 4.3.5 or newer.")
    }

    @Test(arguments: ["3.10.8", "4.2.5", "4.2.7", "4.3.5", "4.3.7"]) func otherReleasesAreWell(_ version: String) {
        #expect(BrokerRelease.check(.init(ofBroker: version)) == .well("broker release", "RabbitMQ \(version)"))
    }

    @Test func aBrokerThatDoesNotSayIsNoFault() {
        #expect(BrokerRelease.check(nil).isWell)
    }
}
