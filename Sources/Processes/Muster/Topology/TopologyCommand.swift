import ArgumentParser

struct TopologyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology", abstract: "The broker's exchanges, queues, users and rights.",
        subcommands: [TopologyApplyCommand.self, TopologyCheckCommand.self, TopologyExportCommand.self])
}
