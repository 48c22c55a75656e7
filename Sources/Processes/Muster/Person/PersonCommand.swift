import ArgumentParser

struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "What is known of somebody, as the law asks for it.",
        subcommands: [PersonEraseCommand.self])
}
