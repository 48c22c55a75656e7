import BrokerTopology
import Contracts
import Testing

@Suite struct TopologyFilesTests {
    private func fault(_ files: [String: String?]) throws -> String {
        try #require(throws: TopologyError.self) { try TopologyFixture.read(replacing: files) }.description
    }

    @Test func readsTheRepository() throws {
        let topology = try TopologyFixture.read()
        #expect(
            topology.workers.map(\.name) == [
                "cost-calculator", "dead-letter-keeper", "intake", "notifier", "paging", "playbook-runner",
                "resource-creator", "task-tracker",
            ])
        #expect(topology.exchanges.map(\.name) == ["alerts", "incidents", "playbooks", "unheard", "unroutable"])
        #expect(topology.defaults.retry.map(\.milliseconds) == [1000, 10_000, 60_000, 600_000])
        #expect(topology.defaults.deliveryLimit == 20)
    }

    /// A command goes to the exchange of the worker that its type names, so that worker must be there.
    @Test func hasAWorkerForEveryCommand() throws {
        let workers = Set(try TopologyFixture.read().workers.map(\.name))
        for command in MessageCatalogue.commands {
            #expect(workers.contains(command.worker), "\(command.name)")
        }
    }

    @Test func namesFileAndLineOfAFault() throws {
        #expect(
            try fault(["queues/notifier.yaml": "worker: notifier\nconsumes:\n  incidents:\n    - incident.opend.v1\n"])
                == "queues/notifier.yaml:4: /consumes/incidents/0: expected the routing key of a fact in Contracts, "
                + "found incident.opend.v1.")
        #expect(
            try fault(["defaults.yaml": "retry: [1s, 10s, 1m, 10m]\n\ndelivery_limit: many\npolicies: {}\n"])
                == "defaults.yaml:3: /delivery_limit: expected a whole number from 1 to 1000, found a string.")
        #expect(
            try fault(["exchanges.yaml": "exchanges:\n  incidents: { type: topic, alternate: nowhere }\n"])
                == "exchanges.yaml:2: nowhere is no internal exchange of this file.")
    }

    @Test(arguments: [
        ("queues/notifier.yaml", "worker: other\n", "the name of the file, notifier"),
        ("queues/notifier.yaml", "worker: notifier\nconsumes: {elsewhere: [a]}\n", "a topic exchange"),
        ("queues/notifier.yaml", "worker: notifier\nconsumes: {unheard: [a]}\n", "a topic exchange"),
        ("queues/notifier.yaml", "worker: notifier\npublishes: [unroutable]\n", "not internal"),
        ("queues/notifier.yaml", "worker: notifier\nprefetch: 3\n", "expected only worker"),
        ("queues/notifier.yaml", "worker: notifier\nkeeps_dead_letters: true\n", "only one worker"),
        ("queues/notifier.yaml", "worker: [\n", "queues/notifier.yaml"),
        ("queues/notifier.yaml", "", "the file is empty"),
        (
            "queues/notifier.yaml",
            "worker: notifier\nconsumes: {incidents: [incident.opened.v1, incident.opened.v1]}\n",
            "each key once"
        ),
        ("queues/alerts.yaml", "worker: alerts\n", "a name that no exchange has"),
        ("queues/Upper.yaml", "worker: Upper\n", "the name of the file"),
        ("defaults.yaml", "retry: [1s, 10s, 10m, 1m]\ndelivery_limit: 20\npolicies: {}\n", "[1s, 10s, 1m, 10m]"),
        ("defaults.yaml", "retry: [1s, 10s, 2m, 10m]\ndelivery_limit: 20\npolicies: {}\n", "[1s, 10s, 1m, 10m]"),
        (
            "defaults.yaml", "retry: [1s, 10s, 1m, 10m]\ndelivery_limit: 0\npolicies: {work: {max_length_bytes: 1}}\n",
            "a whole number"
        ),
        ("exchanges.yaml", "exchanges:\n  a: {type: headers}\n", "topic, direct or fanout"),
    ])
    func refusesAWrongFile(file: String, text: String, expected: String) throws {
        let fault = try fault([file: text])
        #expect(fault.contains(expected), "\(fault)")
    }

    @Test(arguments: ["exchanges.yaml", "defaults.yaml", "users.yaml"])
    func refusesAMissingFile(name: String) throws {
        #expect(try fault([name: String?.none]).contains(name))
    }
}
