import ArgumentParser

struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Repairs a broker that lost messages.",
        subcommands: [EventsRepublishCommand.self])
}
