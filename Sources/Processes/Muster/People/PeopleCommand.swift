import ArgumentParser

struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "In which incidents people want to be engaged, over HTTP.",
        subcommands: [PeopleShowCommand.self, PeopleEngageCommand.self, PeopleDisengageCommand.self])
}
