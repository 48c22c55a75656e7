import ArgumentParser

struct IncidentCostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost", abstract: "Tells what an incident costs, and takes costs that nobody computes.",
        subcommands: [IncidentCostShowCommand.self, IncidentCostAddCommand.self],
        defaultSubcommand: IncidentCostShowCommand.self)
}
