import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database to the schema of this release.",
        subcommands: [MigrateUpCommand.self, MigrateStatusCommand.self])
}
