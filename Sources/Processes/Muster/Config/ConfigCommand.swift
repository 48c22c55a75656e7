import ArgumentParser

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "What the organisation decides: people, rotas, schedules, types, routes.",
        subcommands: [ConfigApplyCommand.self, ConfigCheckCommand.self, ConfigShowCommand.self])
}
