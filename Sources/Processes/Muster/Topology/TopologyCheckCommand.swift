import ArgumentParser
import BrokerTopology
import JSON

struct TopologyCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compares the broker with the topology; fails when anything is different.")

    @OptionGroup var folder: TopologyFolder
    @OptionGroup var broker: TopologyBroker
    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try folder.read(settings)
        let differences = try await broker.client(settings).check(topology, secrets: broker.secretDirectory)
        let digest = BrokerDefinitions(topology).digest
        Output.result(
            asJSON: json.isOn,
            ["ok": .bool(differences.isEmpty), "digest": .string(digest), "differences": differences.json],
            differences.isEmpty ? "The broker has this topology." : TopologyReport.text(differences))
        if !differences.isEmpty { throw CommandFailure.told }
    }
}
