import ArgumentParser

struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "The systems of others that work for Muster.",
        subcommands: [ProviderCheckCommand.self])
}
