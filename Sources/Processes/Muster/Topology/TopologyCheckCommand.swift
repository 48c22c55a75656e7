import ArgumentParser
import BrokerTopology
import JSON

struct TopologyCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compares the broker with the topology; fails when anything is different.",
        discussion: """
            One line each: + is changed by `topology apply`, ! makes it refuse, ? is left to you. Every queue is asked for an \
            answer as well, because a broker that lost a queue goes on to say that it is there.
            """)

    @OptionGroup var folder: TopologyFolder
    @OptionGroup var broker: TopologyBroker
    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try folder.read(settings)
        let client = try broker.client(settings)
        var differences = try await client.check(topology, secrets: broker.secretDirectory)
        differences += try await client.silentQueues(of: topology)
        let digest = BrokerDefinitions(topology).digest
        Output.result(
            asJSON: json.isOn,
            ["ok": .bool(differences.isEmpty), "digest": .string(digest), "differences": differences.json],
            differences.isEmpty ? "The broker has this topology." : TopologyReport.text(differences))
        if !differences.isEmpty { throw CommandFailure.told }
    }
}
