import ArgumentParser

struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence", abstract: "Keeps alerts quiet for a while, over HTTP.",
        subcommands: [SilenceCreateCommand.self, SilenceListCommand.self, SilenceExpireCommand.self])
}
